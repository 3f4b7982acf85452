import type { Client, ScheduleDescription, ScheduleOptions, ScheduleUpdateOptions } from '@temporalio/client';
import { formatDuration } from '../alarms/durations';
import { RECONCILER_ID, WORKFLOW_TYPES } from '../workflows/contract/ids';
import { TASK_QUEUES } from '../workflows/contract/task-queues';
import { hasGrpcCode } from './grpc-code';
import { refusals } from './namespace-facts';
import type { SetupStep } from './namespace-setup';

const DEFAULT_EVERY_MS = 60_000;

/** One look sees all there is, so those that were missed while Temporal was down are not made up for. */
const CATCH_UP_MS = 60_000;

/**
 * Makes the schedule of the reconciler, or changes it into what is wanted; safe to run again and again. Without a wish it stays at the period
 * it has. A schedule that somebody paused stays paused: that is a person's decision.
 */
export async function ensureReconciler(client: Client, everyMs: number | undefined): Promise<SetupStep> {
  try {
    const there = await describeReconciler(client);
    if (there === undefined) return await create(client, everyMs ?? DEFAULT_EVERY_MS);
    const wanted = everyMs ?? periodOf(there) ?? DEFAULT_EVERY_MS;
    const what = `reconciler every ${formatDuration(wanted)}`;
    if (isAsWanted(there, wanted)) return { kind: 'as-needed', what };
    await client.schedule.getHandle(RECONCILER_ID).update(({ state }) => ({ ...scheduleOf(wanted), state }));
    return { kind: 'done', what: `${what}: schedule changed` };
  } catch (error) {
    if (!hasGrpcCode(error, ...refusals)) throw error;
    return leftToDo(client, everyMs ?? DEFAULT_EVERY_MS);
  }
}

/** Undefined when there is none. */
export async function describeReconciler(client: Client): Promise<ScheduleDescription | undefined> {
  try {
    return await client.schedule.getHandle(RECONCILER_ID).describe();
  } catch (error) {
    if (error instanceof Error && error.name === 'ScheduleNotFoundError') return undefined;
    throw error;
  }
}

/** Undefined when it is no plain period. */
export function periodOf({ spec }: Pick<ScheduleDescription, 'spec'>): number | undefined {
  return spec.intervals?.length === 1 ? spec.intervals[0]?.every : undefined;
}

async function create(client: Client, everyMs: number): Promise<SetupStep> {
  const done: SetupStep = { kind: 'done', what: `reconciler every ${formatDuration(everyMs)}: schedule made` };
  try {
    await client.schedule.create({ ...scheduleOf(everyMs), scheduleId: RECONCILER_ID } satisfies ScheduleOptions);
  } catch (error) {
    // Two `setup` at once.
    if (!(error instanceof Error && error.name === 'ScheduleAlreadyRunning')) throw error;
  }
  return done;
}

function scheduleOf(everyMs: number): Omit<ScheduleUpdateOptions, 'state'> {
  return {
    spec: { intervals: [{ every: everyMs }] },
    policies: { overlap: 'SKIP', catchupWindow: CATCH_UP_MS, pauseOnFailure: false },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW_TYPES.reconciler,
      workflowId: RECONCILER_ID,
      taskQueue: TASK_QUEUES.orchestrator,
      args: [],
      staticSummary: 'settle rollouts that ended without an outcome; report those that stand still',
      staticDetails:
        'Looks at every rollout that is open, or closed without an outcome. An unresolved one is taken back, or a person is called, as its policy says (`unresolved`). One that runs is never touched; if it stands still, a person is called.',
    },
  };
}

function isAsWanted(there: ScheduleDescription, everyMs: number): boolean {
  const { action, policies } = there;
  return (
    periodOf(there) === everyMs &&
    policies.overlap === 'SKIP' &&
    policies.catchupWindow === CATCH_UP_MS &&
    !policies.pauseOnFailure &&
    action.workflowType === WORKFLOW_TYPES.reconciler &&
    action.taskQueue === TASK_QUEUES.orchestrator
  );
}

function leftToDo(client: Client, everyMs: number): SetupStep {
  const options = [
    `--namespace ${client.options.namespace}`,
    `--schedule-id ${RECONCILER_ID} --workflow-id ${RECONCILER_ID} --type ${WORKFLOW_TYPES.reconciler}`,
    `--task-queue ${TASK_QUEUES.orchestrator} --interval ${Math.round(everyMs / 1_000)}s`,
    `--overlap-policy Skip --catchup-window ${Math.round(CATCH_UP_MS / 1_000)}s`,
  ];
  const what = 'the schedule of the reconciler is not ours to look at';
  return { kind: 'left-to-do', what, remedy: `temporal schedule create ${options.join(' ')}` };
}
