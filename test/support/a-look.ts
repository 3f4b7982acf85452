import type {
  AccountLook,
  AlarmObservation,
  AlarmScope,
  AlarmState,
  AlarmTransition,
  Look,
  WatchedAccount,
} from '../../alarms/observation';
import type { WatchOrder } from '../../alarms/watch-state';

export type SeenAlarm = Extract<AlarmObservation, { kind: 'seen' }>;
export type SeenAccount = Extract<AccountLook, { kind: 'seen' }>;

/** A noon on AWS's clock; windows in these tests open here unless they say otherwise. */
export const NOON = Date.UTC(2026, 0, 5, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function aWatched(
  subject: string,
  alarms: readonly string[],
  change: Partial<WatchedAccount> = {},
): WatchedAccount {
  const scope: AlarmScope = subject.startsWith('aggregate:') ? 'aggregate' : 'cell';
  return { subject, fromAt: NOON, alarms: alarms.map((name) => ({ name, scope, trafficLess: false })), ...change };
}

export function anOrder(accounts: readonly WatchedAccount[], change: Partial<WatchOrder> = {}): WatchOrder {
  return {
    accounts,
    pollMs: 15_000,
    until: { kind: 'good', bakeMs: HOUR },
    counting: true,
    acknowledged: [],
    ...change,
  };
}

/** Quiet since a day before its window. */
export function aSeenAlarm(name: string, change: Partial<SeenAlarm> = {}): SeenAlarm {
  return {
    kind: 'seen',
    name,
    arn: `arn:aws:cloudwatch:us-west-2:111122223333:alarm:${name}`,
    state: 'OK',
    transitionedAt: NOON - 24 * HOUR,
    configUpdatedAt: NOON - 24 * HOUR,
    evaluation: 'clean',
    configHash: `hash-of-${name}`,
    ...change,
  };
}

export function anAnswer(
  subject: string,
  alarms: readonly AlarmObservation[],
  change: Partial<SeenAccount> = {},
): SeenAccount {
  return {
    kind: 'seen',
    subject,
    readAt: NOON,
    alarms,
    transitions: [],
    requestIds: [`request-${subject}`],
    ...change,
  };
}

export function aBlindAnswer(subject: string, reason = 'throttled'): AccountLook {
  return { kind: 'blind', subject, reason };
}

export function aTransition(name: string, to: AlarmState, at: number): AlarmTransition {
  return { name, to, at };
}

/** All that is ordered answered at `at`, with every alarm quiet; both clocks agree. */
export function aQuietLook(order: Pick<WatchOrder, 'accounts'>, at: number): Look {
  const accounts = order.accounts.map(({ subject, alarms }) =>
    anAnswer(
      subject,
      alarms.map(({ name }) => aSeenAlarm(name)),
      { readAt: at },
    ),
  );
  return { temporalAt: at, accounts };
}

/** The look with one account's answer put in place of what it said. */
export function withAnswer(look: Look, answer: AccountLook): Look {
  const others = look.accounts.filter(({ subject }) => subject !== answer.subject);
  return { ...look, accounts: [...others, answer] };
}
