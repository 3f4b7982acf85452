import type { Payload } from '@temporalio/common';
import type { coresdk } from '@temporalio/proto';
import { durationMs } from './durations';
import { activityFailure, CANCELLED, timeoutFailure, type RetryVerdict, type TimeoutKind } from './failures';
import { toFailure, type Failure } from './payloads';
import { PACE } from './pace';
import type { PendingActivity } from './pending-activity';

export type AttemptEnd =
  | { readonly kind: 'completed'; readonly result: Payload }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'timed-out'; readonly timeout: TimeoutKind };

export type Next =
  | { readonly kind: 'again'; readonly delayMs: number }
  | { readonly kind: 'over'; readonly result: coresdk.activity_result.IActivityResolution };

/** What the server makes of the end of an attempt. */
export function resolutionOf(activity: PendingActivity, end: AttemptEnd, now: number): Next {
  const { name } = activity.note;
  switch (end.kind) {
    case 'completed':
      return { kind: 'over', result: { completed: { result: end.result } } };
    case 'cancelled':
      return { kind: 'over', result: { cancelled: { failure: activityFailure(name, undefined, CANCELLED) } } };
    case 'failed':
      return afterFailure(activity, toFailure(end.error), now);
    case 'timed-out':
      return afterFailure(activity, timeoutFailure(end.timeout), now);
  }
}

function afterFailure(activity: PendingActivity, failure: Failure, now: number): Next {
  const delayMs = delayOf(activity, failure);
  const verdict = verdictOf(activity, failure, now + delayMs);
  if (verdict === undefined) return { kind: 'again', delayMs };
  return { kind: 'over', result: { failed: { failure: activityFailure(activity.note.name, verdict, failure) } } };
}

/** Why it is not tried again; undefined: it is. */
function verdictOf(activity: PendingActivity, failure: Failure, nextAt: number): RetryVerdict | undefined {
  const { order, attempts, scheduledAt, isCancelRequested } = activity;
  const most = order.retryPolicy?.maximumAttempts ?? 0;
  const closeMs = durationMs(order.scheduleToCloseTimeout);
  if (isCancelRequested) return 'cancel-requested';
  if (failure.applicationFailureInfo?.nonRetryable === true) return 'non-retryable';
  if (most > 0 && attempts >= most) return 'attempts';
  if (closeMs !== undefined && nextAt > scheduledAt + closeMs) return 'timeout';
  return undefined;
}

function delayOf({ order, attempts }: PendingActivity, failure: Failure): number {
  const { retryPolicy } = order;
  const wished = durationMs(failure.applicationFailureInfo?.nextRetryDelay);
  const first = durationMs(retryPolicy?.initialInterval) ?? 1_000;
  const grown = first * (retryPolicy?.backoffCoefficient ?? 2) ** (attempts - 1);
  const longest = durationMs(retryPolicy?.maximumInterval) ?? 100 * first;
  return Math.max(PACE.shortestTimer, wished ?? Math.min(grown, longest));
}
