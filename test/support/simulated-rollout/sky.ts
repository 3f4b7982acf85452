import { aSeenAlarm } from '../a-look';
import type { AccountLook, AlarmState, AlarmTransition, WatchedAccount } from '../../../alarms/observation';
import type { Condition } from './scenario';

/** A bad time of one subject, on AWS's clock. */
export type Spell = {
  readonly subject: string;
  readonly condition: Condition;
  readonly fromAt: number;
  readonly untilAt: number;
};

const OVERLAP_MS = 300_000;
const LONG_AGO = 0;

/** What CloudWatch knows of every account: the truth that looks are made from, and that rules are proved against. */
export function openSky() {
  const spells: Spell[] = [];
  const of = (subject: string): readonly Spell[] => spells.filter((spell) => spell.subject === subject);
  const covers = (spell: Spell, at: number): boolean => spell.fromAt <= at && at < spell.untilAt;

  function alarmAt(subject: string, at: number): AlarmState {
    const now = of(subject).filter((spell) => covers(spell, at));
    if (now.some(({ condition }) => condition === 'ALARM')) return 'ALARM';
    return now.some(({ condition }) => condition === 'INSUFFICIENT_DATA') ? 'INSUFFICIENT_DATA' : 'OK';
  }

  /** Every change of the alarm's state up to an instant, oldest first. */
  function changes(subject: string, untilAt: number): readonly { at: number; to: AlarmState }[] {
    const borders = of(subject).flatMap(({ fromAt, untilAt: end }) => [fromAt, end]);
    const instants = [...new Set(borders)].filter((at) => at <= untilAt).sort((one, other) => one - other);
    let state: AlarmState = 'OK';
    return instants.flatMap((at) => {
      const to = alarmAt(subject, at);
      if (to === state) return [];
      state = to;
      return [{ at, to }];
    });
  }

  return {
    add: (spell: Spell): void => void spells.push(spell),
    alarmAt,
    isBlind: (subject: string, at: number): boolean =>
      of(subject).some((spell) => spell.condition === 'blind' && covers(spell, at)),
    /** Instants at which the subject's alarm went into ALARM. */
    reds: (subject: string, untilAt: number): readonly number[] =>
      changes(subject, untilAt).flatMap(({ at, to }) => (to === 'ALARM' ? [at] : [])),
    /** One account's answer. The `Date` header has no parts of a second. */
    lookAt({ subject, alarms }: WatchedAccount, at: number, sinceAt: number): AccountLook {
      if (this.isBlind(subject, at)) return { kind: 'blind', subject, reason: 'throttled' };
      const past = changes(subject, at);
      const [first, ...others] = alarms;
      const seen = {
        state: alarmAt(subject, at),
        transitionedAt: past.at(-1)?.at ?? LONG_AGO,
        configUpdatedAt: LONG_AGO,
      };
      const quiet = { transitionedAt: LONG_AGO, configUpdatedAt: LONG_AGO };
      const transitions = past.flatMap(({ at: when, to }): AlarmTransition[] =>
        first === undefined || when < sinceAt - OVERLAP_MS ? [] : [{ name: first.name, to, at: when }],
      );
      return {
        kind: 'seen',
        subject,
        readAt: Math.floor(at / 1_000) * 1_000,
        alarms: [
          ...(first === undefined ? [] : [aSeenAlarm(first.name, seen)]),
          ...others.map(({ name }) => aSeenAlarm(name, quiet)),
        ],
        transitions,
        requestIds: [],
      };
    },
  };
}

export type Sky = ReturnType<typeof openSky>;
