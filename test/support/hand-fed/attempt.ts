import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { openTimeouts } from './attempt-timeouts';
import { openHeartbeats } from './heartbeats';
import { fromPayload, throughJson, toPayload } from './payloads';
import type { PendingActivity } from './pending-activity';
import type { AttemptEnd } from './retries';
import type { Run } from './run';
import type { Server } from './server';

/** One attempt on a worker. */
export type Attempt = { readonly end: Promise<AttemptEnd> };

type Pending = { readonly run: Run; readonly activity: PendingActivity };

/** `dueAt`: when the server wanted it to begin. */
export function beginAttempt(server: Server, pending: Pending, dueAt: number): Attempt {
  const { run, activity } = pending;
  const environment = new MockActivityEnvironment(infoOf(pending, dueAt), { logger: silent });
  const lives = server.worker.take(environment.context);
  const isWanted = (): boolean =>
    run.activities.get(activity.order.seq ?? 0) === activity && !activity.isCancelRequested;
  return {
    end: new Promise((resolve) => {
      const timeouts = openTimeouts(server.timeline, activity.order, (timeout) => {
        timeouts.over();
        resolve({ kind: 'timed-out', timeout });
      });
      const heartbeats = openHeartbeats(server.timeline, (details) => {
        if (!lives()) return;
        activity.details = throughJson(details);
        timeouts.beat();
        // The answer to a heartbeat is the only way in which a running attempt learns of a cancel, or that nobody wants it any more.
        if (!isWanted()) environment.cancel('CANCELLED');
      });
      environment.on('heartbeat', (details: unknown) => heartbeats.beat(details));
      void work(server, activity, environment).then((end) => {
        heartbeats.stop(end.kind === 'failed');
        timeouts.over();
        resolve(end);
      });
    }),
  };
}

async function work(
  { activities }: Server,
  { note }: PendingActivity,
  environment: MockActivityEnvironment,
): Promise<AttemptEnd> {
  const code = activities.get(note.name);
  if (code === undefined) throw new Error(`no worker knows the activity ${note.name}`);
  try {
    const result = await environment.run(code, fromPayload(note.input[0]));
    return { kind: 'completed', result: toPayload(result) };
  } catch (error) {
    const isCancelled = environment.context.cancellationSignal.aborted && error instanceof CancelledFailure;
    return isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error };
  }
}

function infoOf({ run, activity }: Pending, dueAt: number): ConstructorParameters<typeof MockActivityEnvironment>[0] {
  const { workflowId, runId } = run.birth;
  return {
    attempt: activity.attempts,
    activityType: activity.note.name,
    workflowExecution: { workflowId, runId },
    scheduledTimestampMs: activity.scheduledAt,
    currentAttemptScheduledTimestampMs: dueAt,
    heartbeatDetails: activity.details,
  };
}

/** Attempts that fail are how polls are made. */
const silent = new DefaultLogger('ERROR', () => undefined);
