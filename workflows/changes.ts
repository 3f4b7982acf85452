import { condition } from '@temporalio/workflow';

/** Counts what was recorded, so that a loop can sleep until something was. */
export type Changes = {
  count(): number;
  note(): void;
  /** Until the next note after `seen`, at the latest at `wakeAt`; false when it is the time that woke it. */
  since(seen: number, wakeAt: number | undefined): Promise<boolean>;
};

export function countChanges(): Changes {
  let count = 0;
  return {
    count: () => count,
    note() {
      count += 1;
    },
    async since(seen, wakeAt) {
      if (wakeAt === undefined) {
        await condition(() => count !== seen);
        return true;
      }
      const summary = `look again at ${new Date(wakeAt).toISOString()}`;
      return condition(() => count !== seen, Math.max(1, wakeAt - Date.now()), { summary });
    },
  };
}
