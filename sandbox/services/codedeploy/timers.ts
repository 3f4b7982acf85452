import type { Clock } from '../../clock';

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The timers of each deployment, so that its end drops them together. */
export type Timers = {
  add(id: string, afterMs: number, task: () => void): void;
  drop(id: string): void;
  dropAll(): void;
};

export function createTimers(clock: Clock): Timers {
  const cancels = new Map<string, readonly (() => void)[]>();
  const drop = (id: string) => {
    cancels.get(id)?.forEach((cancel) => cancel());
    cancels.delete(id);
  };
  return {
    add(id, afterMs, task) {
      const cancel = clock.after(Math.min(afterMs, longestTimerMs), task);
      cancels.set(id, [...(cancels.get(id) ?? []), cancel]);
    },
    drop,
    dropAll: () => [...cancels.keys()].forEach(drop),
  };
}
