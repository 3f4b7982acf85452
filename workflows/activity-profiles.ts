import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../activities/activities';
import { TASK_QUEUES } from './contract/task-queues';

/** Retries are the poll: constant interval, no end, and each attempt is one look (docs/adr: retries as the poll). */
const POLLING = { initialInterval: '1 s', backoffCoefficient: 1 } as const;

/** A vendor's trouble passes; what does not pass is thrown as non-retryable by the activity itself. */
const PATIENT = { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '30 s' } as const;

const MUTATION = {
  startToCloseTimeout: '45 s',
  heartbeatTimeout: '45 s',
  retry: POLLING,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const satisfies ActivityOptions;

export const forwardDeployment = proxyActivities<Pick<Activities, 'deployToCell'>>({
  ...MUTATION,
  taskQueue: TASK_QUEUES.deploy,
  priority: { priorityKey: 3 },
});

/** Own queue and first priority: a full deploy pool starves no rollback. */
export const backDeployment = proxyActivities<Pick<Activities, 'deployToCell'>>({
  ...MUTATION,
  taskQueue: TASK_QUEUES.rollback,
  priority: { priorityKey: 1 },
});

export const watching = proxyActivities<Pick<Activities, 'watchAlarms'>>({
  taskQueue: TASK_QUEUES.observe,
  startToCloseTimeout: '15 s',
  heartbeatTimeout: '10 s',
  // Nobody to look: after this long the watch is blind, and says so.
  scheduleToStartTimeout: '1 min',
  retry: POLLING,
  // Nothing is changed by a look, so nobody waits for one that is no longer wanted.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
});

/** A cell that cannot be read for this long holds its wave: a person may know more. */
export const baselineReading = proxyActivities<Pick<Activities, 'readBaselines'>>({
  taskQueue: TASK_QUEUES.observe,
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '30 s',
  scheduleToCloseTimeout: '10 min',
  retry: PATIENT,
});

export const reading = proxyActivities<Pick<Activities, 'admitRollout' | 'readTouched'>>({
  taskQueue: TASK_QUEUES.observe,
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '30 s',
  retry: PATIENT,
});

/** Somebody waits for the answer: what cannot be read in a few tries is reported as unreadable. */
export const preflightLooks = proxyActivities<Pick<Activities, 'lookAtCells' | 'lookAtAggregates' | 'admitRollout'>>({
  taskQueue: TASK_QUEUES.observe,
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '30 s',
  retry: { ...PATIENT, maximumAttempts: 3 },
});

export const holders = proxyActivities<Pick<Activities, 'awaitHolder'>>({
  taskQueue: TASK_QUEUES.rollback,
  startToCloseTimeout: '30 s',
  retry: POLLING,
  priority: { priorityKey: 1 },
});

export const tags = proxyActivities<Pick<Activities, 'clearStopTags'>>({
  taskQueue: TASK_QUEUES.rollback,
  startToCloseTimeout: '5 min',
  heartbeatTimeout: '30 s',
  retry: { ...PATIENT, maximumAttempts: 20 },
});

/** A person should hear of it, but nothing waits for the webhook. */
export const news = proxyActivities<Pick<Activities, 'notifyPeople'>>({
  taskQueue: TASK_QUEUES.observe,
  startToCloseTimeout: '15 s',
  scheduleToCloseTimeout: '24 h',
  retry: { initialInterval: '2 s', backoffCoefficient: 2, maximumInterval: '10 min' },
});

/** The next run looks again, so none waits for long: while it does, there is no next one. */
export const reconciling = proxyActivities<Pick<Activities, 'findRollouts' | 'startReturn'>>({
  taskQueue: TASK_QUEUES.observe,
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '30 s',
  scheduleToCloseTimeout: '5 min',
  retry: PATIENT,
});
