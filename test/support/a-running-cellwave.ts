import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { startEmbeddedTemporal, type EmbeddedTemporal } from '../../runtime/embedded-temporal';
import { ensureReconciler } from '../../runtime/reconciler-schedule';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import { wirePorts } from '../../runtime/wiring';
import { startWorkers, type Workers } from '../../runtime/workers';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { writeRehearsalFiles } from './rehearsal-files';
import { workflowBundle } from './workflow-bundle';

/** Everything a rehearsal needs, up in this process: Temporal, a simulated fleet, workers, and a folder with the files a person would write. */
export type RunningCellwave = {
  /** Where the CLI is to be run: it has a `.cellwave/`. */
  readonly folder: string;
  /** What the CLI's environment needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
  readonly temporal: EmbeddedTemporal;
  readonly client: Client;
  readonly startWorkers: () => Promise<void>;
  /** Hands over what runs, then nobody polls. */
  readonly stopWorkers: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type CellwaveOptions = Pick<SandboxOptions, 'scenario' | 'rateLimits'> & {
  /** Keys of the policy file that differ from the rehearsal's. */
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly report?: (line: string) => void;
};

const REGION = 'us-west-2';

export async function startCellwave(options: CellwaveOptions): Promise<RunningCellwave> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwave-running-'));
  const report = options.report ?? (() => undefined);
  const searchAttributes = await ourSearchAttributes();
  const temporal = await startEmbeddedTemporal({
    stateFolder: join(folder, 'state'),
    searchAttributes,
    report,
    inMemory: true,
  });
  const sandbox = await startSandbox(options);
  useEndpoint(sandbox.url);
  writeRehearsalFiles(folder, sandbox.describeFleet(), options.policy);
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const pool = workerPool(temporal, client);
  await pool.start();
  // There, as `doctor` wants it, and not before the test has ended.
  await ensureReconciler(client, 7 * 86_400_000);
  return {
    folder,
    env: { TEMPORAL_ADDRESS: temporal.address, CELLWAVE_TEMPORAL_UI_URL: temporal.uiUrl },
    sandbox,
    temporal,
    client,
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

/** As a person would: by the variables that every AWS SDK reads. */
function useEndpoint(url: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIASANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_REGION: REGION,
  });
}

type Pool = { readonly start: () => Promise<void>; readonly stop: () => Promise<void> };

function workerPool({ address }: EmbeddedTemporal, client: Client): Pool {
  const running: { workers: Workers; connection: NativeConnection }[] = [];
  return {
    start: async () => {
      const connection = await NativeConnection.connect({ address });
      const workers = await startWorkers({
        connection,
        namespace: 'default',
        ports: wirePorts(client),
        code: { workflowBundle: { codePath: await workflowBundle() } },
      });
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
