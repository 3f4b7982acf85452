import type { Connection } from '@temporalio/client';
import { TASK_QUEUES } from '../../workflows/contract/task-queues';
import { CliError } from '../errors';
import type { Temporal } from './with-temporal';

/** Temporal's numbers for what is polled for. */
const KIND = { workflow: 1, activity: 2 } as const;

const NEEDED = [
  { queue: TASK_QUEUES.orchestrator, polls: 'workflow' },
  { queue: TASK_QUEUES.observe, polls: 'activity' },
  { queue: TASK_QUEUES.deploy, polls: 'activity' },
  { queue: TASK_QUEUES.rollback, polls: 'workflow' },
  { queue: TASK_QUEUES.rollback, polls: 'activity' },
] as const;

export type Polled = {
  readonly queue: string;
  readonly polls: keyof typeof KIND;
  /** Who asked for work lately; a worker that died is listed for up to five minutes more. */
  readonly workers: readonly string[];
  readonly lastSeenAt: number | undefined;
};

export async function readPollers({ connection, namespace }: Temporal): Promise<readonly Polled[]> {
  return Promise.all(NEEDED.map(({ queue, polls }) => pollersOf(connection, { namespace, queue, polls })));
}

type Question = { readonly namespace: string; readonly queue: string; readonly polls: keyof typeof KIND };

async function pollersOf(connection: Connection, { namespace, queue, polls }: Question): Promise<Polled> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: queue },
    taskQueueType: KIND[polls],
  });
  const workers = pollers.flatMap(({ identity }) => identity ?? []);
  const seen = pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
  return { queue, polls, workers, lastSeenAt: seen.length === 0 ? undefined : Math.max(...seen) };
}

/** Says at once that nobody works, rather than wait for an answer that cannot come. A start also needs who would take it back. */
export async function requireWorkers(temporal: Temporal): Promise<void> {
  const polled = await readPollers(temporal);
  const idle = [...new Set(polled.filter(({ workers }) => workers.length === 0).map(({ queue }) => queue))];
  if (idle.length > 0) throw noWorkers(temporal, `no worker polls ${idle.join(', ')}`);
}

export function noWorkers({ namespace, address }: Temporal, what: string): CliError {
  return new CliError({
    kind: 'unreachable',
    message: `${what} (namespace ${namespace} at ${address})`,
    remedy: 'start one with `cellwave worker`, or `cellwave dev` on your own machine; `cellwave doctor` looks at all',
  });
}
