import { isCancellation } from '@temporalio/workflow';

/**
 * Whether an activity or child ended because it was cancelled. `isCancellation` alone does not know: a retry-as-poll activity that is
 * cancelled during an attempt which then throws "not yet" fails with that "not yet", and only the retry state tells of the cancel.
 */
export function wasCancelled(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (isCancellation(at)) return true;
    if ('retryState' in at && at.retryState === 'CANCEL_REQUESTED') return true;
  }
  return false;
}

/** The innermost message: what happened, without the engine's wrapping. */
export function rootMessage(error: unknown): string {
  let message = String(error);
  for (let at = error; at instanceof Error; at = at.cause) message = at.message;
  return message;
}

export function isActivityFailure(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ActivityFailure';
}
