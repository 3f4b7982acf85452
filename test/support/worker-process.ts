import { spawn, type ChildProcess } from 'node:child_process';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { wirePorts } from '../../runtime/wiring';
import { startWorkers } from '../../runtime/workers';
import { eventually } from './eventually';
import { workflowBundle } from './workflow-bundle';

/** All pools in a process of their own, so that a test can kill it as a machine that loses power would. */
export type WorkerProcess = { readonly kill: () => Promise<void> };

const UP = 'workers are up';

export async function spawnWorkers(address: string): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', __filename, address, await workflowBundle()], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Jest gives tests an environment of their own, which a child would not get by itself.
    env: { ...process.env },
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  await eventually('the worker process to be up', () => (said.includes(UP) ? true : undefined), 60_000);
  return { kill: () => killed(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function run(address: string, codePath: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const ports = wirePorts(new Client({ connection }));
  const workers = await startWorkers({
    connection: native,
    namespace: 'default',
    ports,
    code: { workflowBundle: { codePath } },
  });
  process.stdout.write(UP);
  await workers.ended;
}

const [, script, address, codePath] = process.argv;
if (script === __filename && address !== undefined && codePath !== undefined) void run(address, codePath);
