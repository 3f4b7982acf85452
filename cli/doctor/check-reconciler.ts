import type { ScheduleDescription } from '@temporalio/client';
import { formatDuration } from '../../alarms/durations';
import { hasGrpcCode } from '../../runtime/grpc-code';
import { describeReconciler, periodOf } from '../../runtime/reconciler-schedule';
import type { Temporal } from '../temporal/with-temporal';
import { ok, refuse, warn, type Check } from './check';

/** Whether somebody looks after rollouts that end unresolved: the schedule is there, goes, and its runs come to an end. */
export async function checkReconciler(temporal: Temporal, now: number): Promise<Check> {
  try {
    const schedule = await describeReconciler(temporal.client);
    if (schedule === undefined)
      return refuse(
        'no reconciler: a rollout that is terminated stays as it is',
        '`cellwave setup` makes its schedule',
      );
    return judgeSchedule(schedule, await lastEnd(temporal, schedule), now);
  } catch (error) {
    // Who may not read the namespace's schedules (or asks of one that is not there) has been told so by the checks before.
    if (!hasGrpcCode(error, 'notFound', 'permissionDenied', 'unimplemented')) throw error;
    return warn('the schedule of the reconciler cannot be read', 'let this identity describe schedules');
  }
}

type Schedule = Pick<ScheduleDescription, 'spec' | 'state' | 'info'>;

/** `lastEnd`: how the run that was started last stands now. */
export function judgeSchedule(schedule: Schedule, lastEnd: string | undefined, now: number): Check {
  const { state, info } = schedule;
  const everyMs = periodOf(schedule) ?? 0;
  const what = `reconciler every ${formatDuration(everyMs)}`;
  if (state.paused) {
    const note = state.note === undefined || state.note === '' ? '' : ` (${state.note})`;
    return warn(
      `${what} is paused${note}`,
      '`temporal schedule toggle --schedule-id reconciler --unpause` lets it go on',
    );
  }
  const lastAt = info.recentActions.at(-1)?.takenAt.getTime();
  const quietMs = now - Math.max(lastAt ?? 0, info.createdAt.getTime(), info.lastUpdatedAt?.getTime() ?? 0);
  const remedy = 'its runs are in the Web UI, as workflows of type reconciler: see what keeps the last one';
  if (quietMs > 3 * everyMs + SLACK_MS)
    return warn(`${what} has not begun a look for ${formatDuration(quietMs)}`, remedy);
  if (lastEnd === 'FAILED') return warn(`${what}: its last look failed`, remedy);
  return ok(
    lastAt === undefined ? `${what}, which has not run yet` : `${what}, last ${formatDuration(now - lastAt)} ago`,
  );
}

/** A worker that starts, or a server that comes back, takes a little. */
const SLACK_MS = 60_000;

async function lastEnd({ client }: Temporal, { info }: Schedule): Promise<string | undefined> {
  const last = info.recentActions.at(-1)?.action.workflow;
  if (last === undefined) return undefined;
  const { status } = await client.workflow.getHandle(last.workflowId, last.firstExecutionRunId).describe();
  return status.name;
}
