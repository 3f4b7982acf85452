import type { AccountLook, Look } from './observation';
import type { LastLook, WatchOrder } from './watch-state';

type Seen = Extract<AccountLook, { kind: 'seen' }>;

/**
 * All accounts of a look are read within one attempt, which ends after 15 s: clocks further apart than this are not AWS's one time, and
 * evidence dated by them could fall out of its window unseen.
 */
export const MAX_SKEW_MS = 60_000;

/** Characters: reasons travel in every heartbeat, and may hold a whole page of somebody's proxy. */
const MAX_REASON = 200;

/**
 * One answer per ordered account, in their order: an account that the look left out, whose answer holds an instant that is none, or
 * whose clock is not that of the others or ran backwards, is blind (DESIGN 6, rule 6).
 */
export function trustedLook(
  look: Look,
  order: Pick<WatchOrder, 'accounts'>,
  last: LastLook | undefined,
): readonly AccountLook[] {
  const answers = new Map(look.accounts.map((account) => [account.subject, account]));
  const middle = middleOf(look.accounts.flatMap((account) => (account.kind === 'seen' ? [account.readAt] : [])));
  return order.accounts.map(({ subject }) => {
    const answer = answers.get(subject);
    if (answer === undefined) return { kind: 'blind', subject, reason: 'the look left it out' };
    if (answer.kind === 'blind') return { ...answer, reason: answer.reason.slice(0, MAX_REASON) };
    const reason = whyUntrusted(answer, middle, last);
    return reason === undefined ? answer : { kind: 'blind', subject, reason };
  });
}

function whyUntrusted(answer: Seen, middle: number, last: LastLook | undefined): string | undefined {
  if (!instantsOf(answer).every(Number.isFinite)) return 'its answer holds an instant that is none';
  if (Math.abs(answer.readAt - middle) > MAX_SKEW_MS) return 'its clock is not that of the other accounts';
  if (last !== undefined && answer.readAt < last.awsAt - MAX_SKEW_MS) return 'its clock ran backwards';
  return undefined;
}

function instantsOf({ readAt, alarms, transitions }: Seen): readonly number[] {
  const ofAlarms = alarms.flatMap((alarm) => {
    if (alarm.kind === 'seen') return [alarm.transitionedAt, alarm.configUpdatedAt];
    return alarm.trace?.kind === 'deleted' ? [alarm.trace.at] : [];
  });
  return [readAt, ...ofAlarms, ...transitions.map(({ at }) => at)];
}

/** Median, so that one wrong clock is blind alone; of two that differ neither is believed. */
function middleOf(instants: readonly number[]): number {
  const sorted = instants.filter(Number.isFinite).sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? upper;
  return (lower + upper) / 2;
}
