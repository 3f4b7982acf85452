import type { WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/activities';
import { TASK_QUEUES } from '../workflows/contract/task-queues';
import type { WorkflowCode } from './workflow-code';

export type PoolName = keyof typeof TASK_QUEUES;

export const POOLS: readonly PoolName[] = ['rollback', 'orchestrator', 'observe', 'deploy'];

export type PoolSizes = {
  /** Forward deployments looked at, at the same time. Waiting for the next look takes no place. */
  readonly deploy: number;
  readonly observe: number;
  readonly rollback: number;
  /** Workflows kept in memory, over all pools that run workflows. */
  readonly cachedWorkflows: number;
};

export const DEFAULT_POOL_SIZES: PoolSizes = { deploy: 100, observe: 50, rollback: 200, cachedWorkflows: 1_000 };

/** Heartbeats carry cancels to activities, so they must not be held back for long. */
const HEARTBEATS = { maxHeartbeatThrottleInterval: '1 s', defaultHeartbeatThrottleInterval: '1 s' } as const;

/** A worker that died must not keep a workflow waiting for its sticky queue: 5 s by default. */
const STICKY = { stickyQueueScheduleToStartTimeout: '2 s' } as const;

type PoolOptions = Omit<WorkerOptions, 'connection' | 'namespace'>;

/** What each pool runs. Rollbacks have workflows and activities of their own, so that no full pool starves them. */
export function poolOptions(
  code: WorkflowCode,
  activities: Activities,
  sizes: PoolSizes,
): Record<PoolName, PoolOptions> {
  const common = { ...HEARTBEATS, ...STICKY, shutdownGraceTime: '10 s' } as const;
  const half = Math.ceil(sizes.cachedWorkflows / 2);
  return {
    orchestrator: { ...common, ...code, taskQueue: TASK_QUEUES.orchestrator, maxCachedWorkflows: half },
    deploy: { ...common, activities, taskQueue: TASK_QUEUES.deploy, maxConcurrentActivityTaskExecutions: sizes.deploy },
    observe: {
      ...common,
      activities,
      taskQueue: TASK_QUEUES.observe,
      maxConcurrentActivityTaskExecutions: sizes.observe,
    },
    rollback: {
      ...common,
      ...code,
      activities,
      taskQueue: TASK_QUEUES.rollback,
      maxCachedWorkflows: half,
      maxConcurrentActivityTaskExecutions: sizes.rollback,
    },
  };
}
