import { setImmediate as microtasksDone } from 'node:timers/promises';

/** The one time of a story: what is due is done in order, and time stands still meanwhile. */
export type Timeline = {
  readonly now: () => number;
  /** How many things have happened. */
  readonly count: () => number;
  /** Does something later; things due at the same instant in the order in which they were asked for. The result takes it back. */
  readonly later: (afterMs: number, what: string, happen: Happening) => () => void;
  /** Resolves when that much time has passed. */
  readonly pass: (ms: number, what: string) => Promise<void>;
  /** What happens next; undefined: nothing is left. */
  readonly next: () => { readonly at: number; readonly what: string } | undefined;
  /** Lets the next thing happen, and everything that follows from it at once. */
  readonly step: () => Promise<void>;
};

type Happening = () => void | Promise<void>;
type Due = { readonly at: number; readonly order: number; readonly what: string; readonly happen: Happening };

export function openTimeline(startAt: number): Timeline {
  let now = startAt;
  let asked = 0;
  let count = 0;
  const due: Due[] = [];
  const later: Timeline['later'] = (afterMs, what, happen) => {
    asked += 1;
    const item: Due = { at: now + Math.max(0, afterMs), order: asked, what, happen };
    insert(due, item);
    return () => {
      const at = due.indexOf(item);
      if (at >= 0) due.splice(at, 1);
    };
  };
  return {
    now: () => now,
    count: () => count,
    later,
    pass: (ms, what) => new Promise((resolve) => void later(ms, what, resolve)),
    next: () => due[0],
    async step() {
      const item = due.shift();
      if (item === undefined) throw new Error('nothing is left to happen');
      now = item.at;
      count += 1;
      await item.happen();
      // Activities and ports wait for nothing but this timeline, so that all they do at once is done when the microtasks are.
      await microtasksDone();
    },
  };
}

/** Few things are due at a time, and most are due last. */
function insert(due: Due[], item: Due): void {
  let at = due.length;
  while (at > 0 && isBefore(item, due[at - 1])) at -= 1;
  due.splice(at, 0, item);
}

function isBefore(one: Due, other: Due | undefined): boolean {
  if (other === undefined) return false;
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
