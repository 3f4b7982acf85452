import type { AccountLook, WatchedAccount } from './observation';
import type { LastLook } from './watch-state';

/** Longest time one look may be credited, in polls: one late look costs nothing, a worker that was down or a clock that jumped does. */
const MAX_POLLS_A_LOOK = 2;

/**
 * Good time between two looks (DESIGN 6, rule 7). Three clocks must agree that it passed, so that none of them, jumping, can shorten a
 * bake; and both looks must have been good. What happened in between is `isQuietSince`'s to say.
 */
export function creditOf(previous: LastLook | undefined, current: LastLook, pollMs: number): number {
  if (previous === undefined || !previous.good || !current.good) return 0;
  const awsMs = current.awsAt - previous.awsAt;
  const temporalMs = current.temporalAt - previous.temporalAt;
  return Math.max(0, Math.min(awsMs, temporalMs, MAX_POLLS_A_LOOK * pollMs));
}

/** AWS's time of a look: no account was read before it. */
export function awsTimeOf(accounts: readonly AccountLook[]): number | undefined {
  const instants = accounts
    .flatMap((account) => (account.kind === 'seen' ? [account.readAt] : []))
    .filter(Number.isFinite);
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/**
 * Whether history since `sinceAt` has no watched alarm leaving OK: also one that is OK again at both looks was not good time. `answers`: one
 * per account, in their order.
 */
export function isQuietSince(
  sinceAt: number,
  accounts: readonly WatchedAccount[],
  answers: readonly AccountLook[],
): boolean {
  return accounts.every(({ alarms }, index) => {
    const answer = answers[index];
    if (answer?.kind !== 'seen') return false;
    const left = answer.transitions.filter(({ to, at }) => to !== 'OK' && !(at < sinceAt));
    return left.every(({ name, to }) =>
      alarms.every((alarm) => alarm.name !== name || (to === 'INSUFFICIENT_DATA' && alarm.trafficLess)),
    );
  });
}
