import { createActivities } from '../../../activities/create-activities';
import type { Plan } from '../../../waves/plan';
import { rolloutWorkflowId, WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import type { ForwardInput, RolloutInput } from '../../../workflows/contract/inputs';
import { pack } from '../../../workflows/contract/packed';
import { TASK_QUEUES } from '../../../workflows/contract/task-queues';
import { openTemporal, type HandFedTemporal } from '../hand-fed/hand-fed-temporal';
import type { Run } from '../hand-fed/run';
import type { ActivityCode } from '../hand-fed/server';
import { openTimeline, type Timeline } from '../hand-fed/timeline';
import { openWorker, type Worker } from '../hand-fed/worker';
import { openWorkflowSandbox, type WorkflowSandbox } from '../hand-fed/workflow-sandbox';
import { workflowBundle } from '../workflow-bundle';
import { workerClock } from './fed-clocks';
import { openFleet, QUICK_FLEET, type FedFleet, type FleetWishes, type Ground } from './fed-fleet';
import { fedRecords } from './fed-records';

/** A rollout on one clock: real workflows, real activities, a fleet in memory. */
export type FedRollout = {
  readonly plan: Plan;
  readonly timeline: Timeline;
  /** Runs the activities. */
  readonly worker: Worker;
  readonly temporal: HandFedTemporal;
  readonly fleet: FedFleet;
  readonly run: Run;
  /** Starts another run of the rollout's id: a return, or an acceptance. */
  readonly startRun: (input: RolloutInput) => Promise<Run>;
  readonly startForward: () => Promise<Run>;
};

export const WORD = { by: 'a tester', reason: 'because it is tested' } as const;

const ACTIVITIES = [
  ...['admitRollout', 'readBaselines', 'watchAlarms', 'deployToCell', 'lookAtCells', 'lookAtAggregates'],
  ...['awaitHolder', 'readTouched', 'clearStopTags', 'notifyPeople'],
];

let opened: WorkflowSandbox | undefined;

/** The bundle is parsed once for all rollouts of a test file. */
async function sandbox(): Promise<WorkflowSandbox> {
  opened ??= openWorkflowSandbox(await workflowBundle(), ACTIVITIES);
  return opened;
}

export async function startFedRollout(plan: Plan, at: number, wishes: FleetWishes = QUICK_FLEET): Promise<FedRollout> {
  const timeline = openTimeline(at);
  const worker = openWorker();
  const fleet = openFleet({ timeline, worker }, plan, wishes);
  const temporal: HandFedTemporal = openTemporal({
    timeline,
    worker,
    sandbox: await sandbox(),
    activities: activityCodes({ timeline, worker }, fleet, () => temporal),
  });
  const startRun = (input: RolloutInput): Promise<Run> =>
    temporal.start({
      workflowType: WORKFLOW_TYPES.rollout,
      workflowId: rolloutWorkflowId(plan.service, plan.region),
      taskQueue: TASK_QUEUES.orchestrator,
      input,
    });
  const startForward = (): Promise<Run> => startRun(forwardInput(plan, timeline.now()));
  return { plan, timeline, worker, temporal, fleet, run: await startForward(), startRun, startForward };
}

const notAsked = () => Promise.reject(new Error('the hand-fed Temporal has no reconciler'));
const NO_METRICS = { count: () => Promise.reject(new Error('the hand-fed fleet has no metrics')) };
const NO_SURVEY = { suspects: notAsked, failing: notAsked, termsOf: notAsked };

function activityCodes(
  { timeline, worker }: Ground,
  fleet: FedFleet,
  temporal: () => HandFedTemporal,
): ReadonlyMap<string, ActivityCode> {
  const activities = createActivities({
    ...fleet.ports,
    metrics: NO_METRICS,
    clock: workerClock(timeline, worker),
    records: fedRecords(temporal),
    survey: NO_SURVEY,
    notifier: { send: () => Promise.resolve() },
  });
  return new Map(Object.entries(activities).map(([name, code]) => [name, code as ActivityCode]));
}

function forwardInput({ service, region, release, waves, ...plan }: Plan, at: number): ForwardInput {
  return {
    kind: 'forward',
    ...{ service, region, release: release.version, digest: release.digest, waves: waves.map(({ name }) => name) },
    word: { ...WORD, at },
    plan: pack({ service, region, release, waves, ...plan }),
  };
}
