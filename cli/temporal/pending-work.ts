import type { DeployProgress } from '../../workflows/contract/recorded';
import type { WatchState } from '../../alarms/watch-state';
import { decoder, type Payloads } from './history-reader';
import { within } from './within';
import type { Temporal } from './with-temporal';

/** An activity that has not ended: between its attempts it is read from here, no worker needed. */
export type PendingWork = {
  readonly activity: string;
  readonly attempt: number;
  /** The last attempt's "not yet", which reads as a status. */
  readonly line: string | undefined;
  readonly heartbeat: unknown;
};

const DESCRIBE_WITHIN_MS = 3_000;

/** Empty for a workflow that is not there (any more). */
export async function pendingWork(
  temporal: Temporal,
  workflowId: string,
  runId?: string,
): Promise<readonly PendingWork[]> {
  const decode = decoder(temporal.client);
  try {
    const told = await within(temporal, DESCRIBE_WITHIN_MS, () =>
      temporal.client.workflow.getHandle(workflowId, runId).describe(),
    );
    if (told.kind === 'silent') return [];
    const pending = told.value.raw.pendingActivities ?? [];
    return await Promise.all(
      pending.map(async ({ activityType, attempt, lastFailure, heartbeatDetails }) => ({
        activity: activityType?.name ?? '',
        attempt: attempt ?? 1,
        line: lastFailure?.message ?? undefined,
        heartbeat: await heartbeatOf(decode, heartbeatDetails),
      })),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return [];
    throw error;
  }
}

async function heartbeatOf(decode: (payloads: Payloads) => Promise<unknown>, details: Payloads): Promise<unknown> {
  return (details?.payloads?.length ?? 0) === 0 ? undefined : decode(details);
}

/** The watches among them, as their last look left them. */
export function watchesIn(work: readonly PendingWork[]): readonly WatchState[] {
  return work.flatMap(({ activity, heartbeat }) =>
    activity === 'watchAlarms' && isWatchState(heartbeat) ? [heartbeat] : [],
  );
}

/** Why the histories that a way back needs have not been read yet, as the last attempt said it. */
export function readingTrouble(work: readonly PendingWork[]): string | undefined {
  return work.find(({ activity }) => activity === 'readTouched')?.line;
}

/** `rest: 3 of 4 instances` */
export function deployLine(work: readonly PendingWork[]): string | undefined {
  const deploying = work.find(({ activity }) => activity === 'deployToCell');
  if (deploying === undefined) return undefined;
  const { heartbeat, line } = deploying;
  if (!isProgress(heartbeat)) return line;
  const { deploymentGroup, line: progress } = heartbeat;
  return progress.includes(deploymentGroup) ? progress : `${deploymentGroup}: ${progress}`;
}

function isWatchState(value: unknown): value is WatchState {
  return typeof value === 'object' && value !== null && 'goodMs' in value && 'verdict' in value;
}

function isProgress(value: unknown): value is DeployProgress {
  return typeof value === 'object' && value !== null && 'deploymentGroup' in value && 'line' in value;
}
