import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startEmbeddedTemporal } from '../runtime/embedded-temporal';
import { ourSearchAttributes } from '../runtime/search-attribute-types';
import { startWorkers } from '../runtime/workers';
import { wirePorts } from '../runtime/wiring';
import { startCpuMeter, type CpuMeter } from './cpu-meter';
import { startRemoteSandbox, type RemoteSandbox } from './remote-sandbox';
import { writeScenario } from './scenario';
import { createTwinActivities } from './twin/activities';
import { TWIN_QUEUE } from './twin/contract';

/** Temporal, a sandbox, our worker and the twin's: everything a measurement needs, used by both sides alike. */
export type Stage = {
  readonly client: Client;
  readonly sandbox: RemoteSandbox;
  readonly cpu: CpuMeter;
  close(): Promise<void>;
};

export type StageOrder = {
  readonly cells: number;
  /** Puts something between the worker and the sandbox. */
  readonly through?: (url: string) => Promise<string>;
};

const REGION = 'us-west-2';
const AS_SHIPPED = { workflowBundle: { codePath: join(__dirname, '..', 'dist', 'workflow-bundle.js') } } as const;

export async function openStage({ cells, through }: StageOrder): Promise<Stage> {
  installRuntime();
  const folder = mkdtempSync(join(tmpdir(), 'cellwave-bench-'));
  const sandbox = await startRemoteSandbox(writeScenario(folder, cells));
  pointAwsAt(through === undefined ? sandbox.url : await through(sandbox.url));
  const temporal = await startEmbeddedTemporal({
    stateFolder: join(folder, 'temporal'),
    searchAttributes: await ourSearchAttributes(),
    report: () => undefined,
  });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const native = await NativeConnection.connect({ address: temporal.address });
  const { namespace } = temporal;
  const workers = await startWorkers({ connection: native, namespace, ports: wirePorts(client), code: AS_SHIPPED });
  const twin = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TWIN_QUEUE,
    workflowsPath: join(__dirname, 'twin', 'workflows.ts'),
    activities: createTwinActivities(REGION),
  });
  const twinRun = twin.run();
  const cpu = startCpuMeter([process.pid, temporal.pid, sandbox.pid]);
  return {
    client,
    sandbox,
    cpu,
    async close() {
      cpu.stop();
      twin.shutdown();
      await Promise.all([workers.stop(), twinRun]);
      await native.close();
      await connection.close();
      sandbox.stop();
      await temporal.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let isInstalled = false;

function installRuntime(): void {
  if (!isInstalled) Runtime.install({ logger: new DefaultLogger('ERROR') });
  isInstalled = true;
}

function pointAwsAt(url: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_REGION: REGION,
  });
}
