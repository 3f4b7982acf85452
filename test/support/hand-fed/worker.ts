import { Context } from '@temporalio/activity';

/** The process in which attempts run. When it is killed they do nothing more, and nobody hears of them again. */
export type Worker = {
  /** Takes an attempt on; asks whether the worker that did so still lives. */
  readonly take: (context: Context) => () => boolean;
  /** To be waited for, in an activity, whenever time has passed: comes back only to the living. */
  readonly alive: () => Promise<void>;
  /** Another worker takes its place at once. */
  readonly kill: () => void;
};

export function openWorker(): Worker {
  let living = new WeakSet<Context>();
  return {
    take(context) {
      living.add(context);
      return () => living.has(context);
    },
    alive: () => (living.has(Context.current()) ? Promise.resolve() : new Promise(() => undefined)),
    kill: () => void (living = new WeakSet()),
  };
}
