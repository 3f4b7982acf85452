import type { AlarmObservation, AlarmState, AlarmTransition } from '../../../alarms/observation';
import type { AlarmSource } from '../../../activities/ports/alarm-source.port';
import type { Timeline } from '../hand-fed/timeline';

/** Alarms that go red when a test says so, and well again when `isOver` says that their cause is gone. */
export type FedAlarms = {
  readonly source: AlarmSource;
  readonly raise: (alarm: string) => void;
  /** No alarm can be read for so long from now on. */
  readonly blind: (forMs: number) => void;
};

type Needs = {
  readonly pass: Timeline['pass'];
  readonly now: Timeline['now'];
  readonly lookMs: number;
  readonly isOver: (alarm: string) => boolean;
};

export function fedAlarms({ pass, now, lookMs, isOver }: Needs): FedAlarms {
  const book = new Map<string, AlarmTransition[]>();
  let blindUntilAt = 0;
  const change = (name: string, to: AlarmState): void =>
    void book.set(name, [...(book.get(name) ?? []), { name, to, at: now() }]);
  const recover = (): void => {
    for (const [name, changes] of book) if (changes.at(-1)?.to === 'ALARM' && isOver(name)) change(name, 'OK');
  };
  return {
    raise: (alarm) => change(alarm, 'ALARM'),
    blind: (forMs) => void (blindUntilAt = now() + forMs),
    source: {
      async read({ place, names, historyFromAt }) {
        if (lookMs > 0) await pass(lookMs / 2, `a look at ${place.access.account}`);
        if (now() < blindUntilAt) throw new DOMException('no answer', 'TimeoutError');
        recover();
        const readAt = now();
        const alarms = names.map((name) => observe(name, place.access.account, book.get(name)?.at(-1)));
        const transitions = names.flatMap((name) =>
          (book.get(name) ?? []).filter(({ at }) => historyFromAt !== undefined && at >= historyFromAt),
        );
        if (lookMs > 0) await pass(lookMs / 2, `what was seen of ${place.access.account}`);
        return { readAt, alarms, transitions, requestIds: [] };
      },
      describe: () => Promise.reject(new Error('no rollout asks for definitions')),
    },
  };
}

function observe(name: string, account: string, last: AlarmTransition | undefined): AlarmObservation {
  return {
    kind: 'seen',
    name,
    arn: `arn:aws:cloudwatch:us-west-2:${account}:alarm:${name}`,
    state: last?.to ?? 'OK',
    transitionedAt: last?.at ?? 0,
    configUpdatedAt: 0,
    evaluation: 'clean',
    configHash: 'as it was',
  };
}
