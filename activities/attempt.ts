import { setMaxListeners } from 'node:events';
import { Context } from '@temporalio/activity';

/** What an activity may know of the attempt it is in. Temporal's times are the same for all workers. */
export type Attempt = {
  readonly number: number;
  /** Temporal's time at which the activity was first scheduled. */
  readonly firstScheduledAt: number;
  /** Temporal's time at which this attempt was scheduled: after everything that earlier attempts reported. */
  readonly scheduledAt: number;
  readonly signal: AbortSignal;
  /** Heartbeat details of the earlier attempts; nothing of it is to be believed. */
  readonly details: unknown;
  heartbeat(details: unknown): void;
  /** Ends the attempt with Temporal's own error when the activity was asked to stop. */
  throwIfCancelled(): Promise<void>;
};

export function currentAttempt(): Attempt {
  const context = Context.current();
  const { info } = context;
  // Every AWS call that is under way listens, and a look at 400 cells makes hundreds at once: no leak, whatever Node suspects.
  setMaxListeners(0, context.cancellationSignal);
  return {
    number: info.attempt,
    firstScheduledAt: info.scheduledTimestampMs,
    scheduledAt: info.currentAttemptScheduledTimestampMs,
    signal: context.cancellationSignal,
    details: info.heartbeatDetails,
    heartbeat: (details) => context.heartbeat(details),
    async throwIfCancelled() {
      if (context.cancellationSignal.aborted) await context.cancelled;
    },
  };
}
