import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { Ports } from '../../activities/create-activities';
import { startEmbeddedTemporal, type EmbeddedTemporal } from '../../runtime/embedded-temporal';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import { wirePorts } from '../../runtime/wiring';
import { startWorkers, type Workers } from '../../runtime/workers';
import { startSandbox, type Sandbox } from '../../sandbox';
import { sceneIn, type Scene } from './a-running-rollout';
import { rehearsalScenario, type RehearsalWishes } from './rehearsal-scenario';
import { workflowBundle } from './workflow-bundle';

/** A real Temporal server, a simulated fleet of many Regions, and workers, all up in this process. */
export type Stage = {
  readonly folder: string;
  readonly temporal: EmbeddedTemporal;
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly scene: (number: number) => Scene;
  readonly startWorkers: () => Promise<void>;
  readonly stopWorkers: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type StageWishes = RehearsalWishes & {
  readonly storage?: 'memory' | 'file';
  /** `elsewhere`: the test runs workers as processes of their own. */
  readonly workers?: 'here' | 'elsewhere';
  /** What the workers see of the world, changed as the test wants it. */
  readonly ports?: (ports: Ports) => Ports;
};

export const SANDBOX_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIASANDBOX',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_REGION: 'us-west-2',
} as const;

export async function startStage(wishes: StageWishes): Promise<Stage> {
  quietOnce();
  const folder = mkdtempSync(join(tmpdir(), 'cellwave-stage-'));
  const temporal = await startEmbeddedTemporal({
    stateFolder: join(folder, 'state'),
    searchAttributes: await ourSearchAttributes(),
    report: () => undefined,
    inMemory: wishes.storage !== 'file',
  });
  const sandbox = await startSandbox({ scenario: rehearsalScenario(wishes) });
  Object.assign(process.env, SANDBOX_CREDENTIALS, { AWS_ENDPOINT_URL: sandbox.url });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const pool = workerPool(temporal.address, () => (wishes.ports ?? unchanged)(wirePorts(client)));
  if (wishes.workers !== 'elsewhere') await pool.start();
  const regions = sandbox.scenario.fleet.regions.map(({ region }) => region);
  return {
    folder,
    temporal,
    sandbox,
    client,
    scene: (number) => sceneIn(sandbox, client, regions[number] ?? 'no such Region'),
    startWorkers: pool.start,
    stopWorkers: pool.stop,
    stop: async () => {
      await pool.stop();
      await connection.close();
      await sandbox.stop();
      await temporal.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Pool = { readonly start: () => Promise<void>; readonly stop: () => Promise<void> };

const unchanged = (ports: Ports): Ports => ports;

function workerPool(address: string, ports: () => Ports): Pool {
  const running: { workers: Workers; connection: NativeConnection }[] = [];
  return {
    start: async () => {
      const connection = await NativeConnection.connect({ address });
      const codePath = await workflowBundle();
      const code = { workflowBundle: { codePath } };
      const workers = await startWorkers({ connection, namespace: 'default', ports: ports(), code });
      running.push({ workers, connection });
    },
    stop: async () => {
      for (const { workers, connection } of running.splice(0)) {
        await workers.stop();
        await connection.close();
      }
    },
  };
}

let isQuiet = false;

/** Workers say a lot on the way down. One runtime per process, made before the first worker. */
function quietOnce(): void {
  if (isQuiet) return;
  isQuiet = true;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}
