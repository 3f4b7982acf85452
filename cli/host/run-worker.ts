import { connectClient, connectNative, requireTarget, type ConnectedClient } from '../../runtime/connection';
import type { WorkerEndpoints } from '../../runtime/environment';
import { reasonOf } from '../../runtime/error-facts';
import { startHealthServer, type Readiness } from '../../runtime/health';
import { createLogger, type Logger, type LogLevel } from '../../runtime/logging';
import type { PoolName, PoolSizes } from '../../runtime/pools';
import { installTemporalRuntime } from '../../runtime/temporal-runtime';
import { resolveTemporal, type TemporalFlags, type TemporalTarget } from '../../runtime/temporal-target';
import { wirePorts } from '../../runtime/wiring';
import { startWorkers, type Workers } from '../../runtime/workers';
import { CliError } from '../errors';
import type { ExitCode } from '../exit-codes';
import { createClosers, type Closers } from './closers';
import { exitCodeOf, hearStopSignals } from './stop-signals';
import { watchReach, type Reach } from './watch-reach';

export type WorkerOrder = {
  readonly flags: TemporalFlags;
  readonly pools: readonly PoolName[];
  readonly sizes: PoolSizes;
  readonly endpoints: WorkerEndpoints;
  readonly level: LogLevel;
  /** Temporal unreachable for so long: end, so that a supervisor starts us anew, perhaps elsewhere. */
  readonly giveUpMs: number;
};

/** The production process: polls until it is told to stop, loses Temporal for good, or a pool fails. */
export async function runWorker(order: WorkerOrder): Promise<ExitCode> {
  const { level, flags } = order;
  const logger = await createLogger({ level });
  const target = requireTarget(await resolveTemporal({ flags, report: (line) => logger.info(line) }));
  const closers = createClosers();
  try {
    return await serve(order, { target, logger, closers });
  } finally {
    await withinGrace(closers.closeAll(), logger);
  }
}

type Surroundings = { readonly target: TemporalTarget; readonly logger: Logger; readonly closers: Closers };

async function serve(order: WorkerOrder, { target, logger, closers }: Surroundings): Promise<ExitCode> {
  const signals = hearStopSignals();
  const connected = await connectClient(target, { deadlineMs: 10_000 });
  closers.opened(connected, () => connected.close());
  // After the first answer: with a runtime but no connection of its own, the process would never end.
  const { metricsAddress } = order.endpoints;
  const metrics = metricsAddress === undefined ? {} : { metricsAddress };
  await installTemporalRuntime({ logger, level: order.level, shutdownSignals: [], ...metrics });
  const workers = await startPools(order, { target, connected, closers });
  const reach = watchReach(connected.connection, order.giveUpMs);
  closers.opened(reach, () => reach.stop());
  const { health } = order.endpoints;
  if (health !== undefined) {
    const server = await startHealthServer({ ...health, readiness: () => readiness(order.pools, workers, reach) });
    closers.opened(server, () => server.close());
    logger.info({ url: server.url }, 'health is answered');
  }
  signals.ready();
  const { address, namespace } = target;
  logger.info({ address, namespace, pools: order.pools, metrics: order.endpoints.metricsAddress }, 'the worker is up');
  const signal = await Promise.race([signals.asked, failureOf(workers, reach, target)]);
  logger.info({ signal }, 'stopping: nothing new is taken, what runs hands itself back');
  return exitCodeOf(signal);
}

type Pools = { readonly target: TemporalTarget; readonly connected: ConnectedClient; readonly closers: Closers };

async function startPools(order: WorkerOrder, { target, connected, closers }: Pools): Promise<Workers> {
  const native = await connectNative(target);
  closers.opened(native, () => native.close());
  const { pools, sizes } = order;
  const ports = wirePorts(connected.client);
  const workers = await startWorkers({ connection: native, namespace: target.namespace, ports, pools, sizes });
  return closers.opened(workers, () => workers.stop());
}

function readiness(pools: readonly PoolName[], workers: Workers, reach: Reach): Readiness {
  const away = reach.awaySince();
  if (away !== undefined) return { kind: 'not-ready', why: `Temporal does not answer since ${away}` };
  const running = workers.running();
  const missing = pools.filter((pool) => !running.includes(pool));
  return missing.length === 0 ? { kind: 'ready' } : { kind: 'not-ready', why: `not polling: ${missing.join(', ')}` };
}

async function failureOf(workers: Workers, reach: Reach, { address }: TemporalTarget): Promise<never> {
  const why = await Promise.race([
    reach.lost.then((away) => `Temporal at ${address} has not answered since ${away}`),
    workers.ended.then(
      () => 'all pools have stopped',
      (error: unknown) => `a pool of workers has failed: ${reasonOf(error)}`,
    ),
  ]);
  throw new CliError({
    kind: 'unreachable',
    message: why,
    remedy: 'start the worker again, as a supervisor does; rollouts go on where they stood',
  });
}

/** The pools' own grace time, and a little; without Temporal they could not even say goodbye. */
const GRACE_MS = 20_000;

async function withinGrace(closing: Promise<readonly unknown[]>, logger: Logger): Promise<void> {
  const slot: { timer: NodeJS.Timeout | undefined } = { timer: undefined };
  const late = new Promise<undefined>((resolve) => (slot.timer = setTimeout(() => resolve(undefined), GRACE_MS)));
  const failures = await Promise.race([closing, late]);
  clearTimeout(slot.timer);
  const seconds = GRACE_MS / 1000;
  if (failures === undefined)
    logger.warn(`not everything has ended within ${seconds} s; what is cut off is found again by the next worker`);
  for (const error of failures ?? []) logger.warn({ err: error }, 'something did not end well');
}
