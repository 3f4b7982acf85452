import { connectClient, connectNative, type ConnectedClient } from '../../runtime/connection';
import { startEmbeddedTemporal, type EmbeddedTemporal, type PortChoice } from '../../runtime/embedded-temporal';
import type { Logger, LogLevel } from '../../runtime/logging';
import { ensureReconciler } from '../../runtime/reconciler-schedule';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import type { TemporalTarget } from '../../runtime/temporal-target';
import { installTemporalRuntime } from '../../runtime/temporal-runtime';
import { wirePorts } from '../../runtime/wiring';
import { startWorkers, type Workers } from '../../runtime/workers';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { createClosers, type Closers } from './closers';
import { enterSandbox } from './sandbox-environment';

export type HostOptions = {
  /** Where the server's database lies; one host per folder. */
  readonly folder: string;
  readonly ports: PortChoice;
  /** Undefined: the worker talks to real AWS. */
  readonly sandbox: SandboxOptions | undefined;
  readonly logger: Logger;
  readonly level: LogLevel;
  /** Told every step in one line. */
  readonly report: (line: string) => void;
};

/** Everything cellwave needs, in this process: a Temporal server (its child), a worker and, for a rehearsal, the fleet. */
export type Host = {
  readonly temporal: EmbeddedTemporal;
  readonly target: TemporalTarget;
  readonly connected: ConnectedClient;
  readonly sandbox: Sandbox | undefined;
  /** Resolves, with the reason, when a part of it has ended by itself. */
  readonly broken: Promise<string>;
  /** Worker first, server last; answers what could not be closed. Safe to call twice. */
  readonly stop: () => Promise<readonly unknown[]>;
};

/** Short enough that somebody who terminates a rollout, to see what happens, sees it. */
const RECONCILE_EVERY_MS = 30_000;

/** Starts it all, or nothing: what was started before a failure is ended again. */
export async function startHost(options: HostOptions): Promise<Host> {
  const closers = createClosers();
  try {
    return await startAll(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function startAll(options: HostOptions, closers: Closers): Promise<Host> {
  const { logger, level } = options;
  const [temporal, sandbox] = await bothOrNone(
    startServer(options).then((server) => closers.opened(server, () => server.stop())),
    startFleet(options).then((fleet) => closers.opened(fleet, () => fleet?.stop())),
  );
  const { address, namespace, uiUrl } = temporal;
  const target: TemporalTarget = { address, namespace, options: {}, uiUrl };
  const connected = await connectClient(target, { deadlineMs: 10_000 });
  closers.opened(connected, () => connected.close());
  await installTemporalRuntime({ logger, level, shutdownSignals: [] });
  const native = await connectNative(target);
  closers.opened(native, () => native.close());
  const workers = await startWorkers({ connection: native, namespace, ports: wirePorts(connected.client) });
  closers.opened(workers, () => workers.stop());
  await ensureReconciler(connected.client, RECONCILE_EVERY_MS);
  return { temporal, target, connected, sandbox, broken: brokenBy(temporal, workers), stop: closers.closeAll };
}

async function startServer({ folder, ports, report }: HostOptions): Promise<EmbeddedTemporal> {
  const searchAttributes = await ourSearchAttributes();
  return startEmbeddedTemporal({ stateFolder: folder, ports, report, searchAttributes });
}

async function startFleet({ sandbox: wanted }: HostOptions): Promise<Sandbox | undefined> {
  if (wanted === undefined) return undefined;
  const sandbox = await startSandbox(wanted);
  // Before the first AWS client is made: the SDKs read the environment then.
  enterSandbox(process.env, sandbox.url, sandbox.describeFleet().region);
  return sandbox;
}

/** Both have settled when this settles, so that nothing starts after everything was closed. */
async function bothOrNone<A, B>(a: Promise<A>, b: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}

function brokenBy(temporal: EmbeddedTemporal, workers: Workers): Promise<string> {
  return Promise.race([
    temporal.ended.then((how) => `Temporal's server has ended (${how}); its log is ${temporal.logPath}`),
    workers.ended.then(
      () => 'the worker has stopped',
      (error: unknown) => `the worker has failed: ${error instanceof Error ? error.message : String(error)}`,
    ),
  ]);
}
