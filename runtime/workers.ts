import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Ports } from '../activities/create-activities';
import { createActivities } from '../activities/create-activities';
import { DEFAULT_POOL_SIZES, poolOptions, POOLS, type PoolName, type PoolSizes } from './pools';
import { workflowCode, type WorkflowCode } from './workflow-code';

export type WorkersOptions = {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly ports: Ports;
  readonly pools?: readonly PoolName[];
  readonly sizes?: PoolSizes;
  /** Other than what was built, or the sources. */
  readonly code?: WorkflowCode;
};

export type Workers = {
  /** Resolves when all pools have stopped, rejects when one fails. */
  readonly ended: Promise<void>;
  /** Pools that are polling. */
  running(): readonly PoolName[];
  /** Takes nothing new, lets what runs hand itself back, within the grace time. Safe to call twice. */
  stop(): Promise<void>;
};

/** Starts the pools in this process. */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { Worker } = await import('@temporalio/worker');
  const { connection, namespace, ports } = options;
  const pools = poolOptions(
    options.code ?? workflowCode(),
    createActivities(ports),
    options.sizes ?? DEFAULT_POOL_SIZES,
  );
  const names = options.pools ?? POOLS;
  const workers = await Promise.all(
    names.map(async (name): Promise<[PoolName, Worker]> => [
      name,
      await Worker.create({ ...pools[name], connection, namespace, identity: `${process.pid}@cellwave-${name}` }),
    ]),
  );
  const runs = workers.map(([, worker]) => worker.run());
  const stop = async (): Promise<void> => {
    for (const [, worker] of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.allSettled(runs);
  };
  // One pool that fails takes the others with it: half a worker would look alive and roll nothing back.
  const ended = Promise.all(runs).then(
    () => undefined,
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  return {
    ended,
    running: () => workers.flatMap(([name, worker]) => (worker.getState() === 'RUNNING' ? [name] : [])),
    stop,
  };
}
