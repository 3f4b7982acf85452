import type { Clock } from '../../sandbox/clock';

/** A clock that moves when a test says so, and runs what is due in order. */
export type HandClock = Clock & { advance(ms: number): void; pending(): number };

type Due = { readonly at: number; readonly task: () => void; readonly everyMs: number | undefined };

export function aHandClock(startAt: number): HandClock {
  let now = startAt;
  let lastId = 0;
  const due = new Map<number, Due>();
  const plan = (entry: Due) => {
    lastId += 1;
    const id = lastId;
    due.set(id, entry);
    return () => void due.delete(id);
  };
  return {
    now: () => now,
    after: (afterMs, task) => plan({ at: now + afterMs, task, everyMs: undefined }),
    every: (everyMs, task) => plan({ at: now + everyMs, task, everyMs }),
    pending: () => due.size,
    advance(ms) {
      const until = now + ms;
      for (let next = earliest(due); next !== undefined && next[1].at <= until; next = earliest(due)) {
        const [id, { at, task, everyMs }] = next;
        now = at;
        if (everyMs === undefined) due.delete(id);
        else due.set(id, { at: at + everyMs, task, everyMs });
        task();
      }
      now = until;
    },
  };
}

function earliest(due: ReadonlyMap<number, Due>): readonly [number, Due] | undefined {
  return [...due].sort(([a, first], [b, second]) => first.at - second.at || a - b)[0];
}
