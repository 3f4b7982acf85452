import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connectClient, type ConnectedClient } from '../../runtime/connection';
import { startEmbeddedTemporal, type EmbeddedTemporal, type PortChoice } from '../../runtime/embedded-temporal';
import { parseLock } from '../../runtime/embedded-temporal/lock';
import { checkNamespaceSetup, ensureNamespaceSetup } from '../../runtime/namespace-setup';
import { isStill, processIdentity } from '../../runtime/process-identity';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import { eventually } from '../support/eventually';
import { useTempFolder } from '../support/temp-folder';

jest.setTimeout(180_000);

const folder = useTempFolder();
const running: EmbeddedTemporal[] = [];
const clients: ConnectedClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(ports?: PortChoice): Promise<{ readonly server: EmbeddedTemporal; readonly lines: string[] }> {
  const lines: string[] = [];
  const server = await startEmbeddedTemporal({
    stateFolder: folder(),
    searchAttributes: await ourSearchAttributes(),
    report: (line) => void lines.push(line),
    ...(ports === undefined ? {} : { ports }),
  });
  running.push(server);
  return { server, lines };
}

async function connect(server: EmbeddedTemporal): Promise<ConnectedClient> {
  const target = { address: server.address, namespace: server.namespace, options: {} };
  const connected = await connectClient(target, { deadlineMs: 10_000 });
  clients.push(connected);
  return connected;
}

const silent = (): void => undefined;

test('a server killed with SIGKILL comes back on its file and ports with everything it had accepted', async () => {
  const { server: first } = await start();
  const { client } = await connect(first);
  await client.workflow.start('nobodyRunsThis', { workflowId: 'kept', taskQueue: 'no-worker', args: [{ n: 1 }] });
  await client.workflow.getHandle('kept').signal('recorded', { why: 'before the crash' });

  first.kill('SIGKILL');
  expect(await first.ended).toBe('signal SIGKILL');
  await first.stop();

  const { server: second } = await start({ kind: 'exactly', ports: first.ports });
  expect(second.address).toBe(first.address);
  const again = await connect(second);
  const kept = again.client.workflow.getHandle('kept');
  expect((await kept.describe()).status.name).toBe('RUNNING');
  const events = (await kept.fetchHistory()).events ?? [];
  expect(events.some((event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'recorded')).toBe(true);
});

test('search attributes and retention are there from the first moment, and set-up may be run again', async () => {
  const { server } = await start();
  const { connection, client } = await connect(server);
  const setup = {
    namespace: 'default',
    searchAttributes: await ourSearchAttributes(),
    retentionDays: 30,
    report: silent,
  };
  const kinds = (steps: readonly { readonly kind: string }[]) => [...new Set(steps.map(({ kind }) => kind))];
  expect(kinds(await checkNamespaceSetup(connection, setup))).toEqual(['as-needed']);
  expect(kinds(await ensureNamespaceSetup(connection, setup))).toEqual(['as-needed']);

  const lines: string[] = [];
  const other = { ...setup, namespace: 'other', retentionDays: 40, report: (line: string) => void lines.push(line) };
  expect(await checkNamespaceSetup(connection, other)).toMatchObject([{ kind: 'left-to-do' }]);
  expect(kinds(await ensureNamespaceSetup(connection, other))).not.toContain('left-to-do');
  expect(lines).toContain('namespace other created');
  expect(kinds(await ensureNamespaceSetup(connection, { ...other, retentionDays: 35 }))).toEqual(['as-needed']);

  const clash = { ...setup, searchAttributes: { CwService: 'Int' } } as const;
  expect(await ensureNamespaceSetup(connection, clash)).toContainEqual(
    expect.objectContaining({ kind: 'left-to-do', what: 'search attribute CwService (Int) is there as Keyword' }),
  );
  await client.workflow.start('nobodyRunsThis', { workflowId: 'x', taskQueue: 'no-worker' });
  const listed = await eventually('the workflow in the list', async () => {
    for await (const found of client.workflow.list({ query: 'CwService is null and WorkflowId = "x"' })) return found;
    return undefined;
  });
  expect(listed.workflowId).toBe('x');
});

test('the Web UI answers at the URL that is given out', async () => {
  const { server, lines } = await start();
  const response = await fetch(server.uiUrl);
  expect(response.status).toBe(200);
  expect(lines.at(-1)).toContain(server.uiUrl);
});

test('a folder in use is refused at once, exact ports in use as well, and neither harms the server that runs', async () => {
  const { server } = await start();
  await expect(start()).rejects.toMatchObject({ kind: 'folder-busy' });
  const elsewhere = startEmbeddedTemporal({
    stateFolder: join(folder(), 'elsewhere'),
    searchAttributes: {},
    report: silent,
    ports: { kind: 'exactly', ports: server.ports },
  });
  await expect(elsewhere).rejects.toMatchObject({ kind: 'port-in-use' });
  await connect(server);
});

test('a file that is no database is kept aside and a fresh one started', async () => {
  writeFileSync(join(folder(), 'temporal.db'), 'this is a letter, not a database');
  const { lines } = await start();
  expect(lines.join('\n')).toContain('is not a database; kept as');
  expect(readFileSync(join(folder(), 'temporal.db.aside-1'), 'utf8')).toContain('a letter');
});

test('a database that the server itself refuses gives its reason, not a hang', async () => {
  writeFileSync(
    join(folder(), 'temporal.db'),
    Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5_000, 7)]),
  );
  await expect(start()).rejects.toMatchObject({
    kind: 'exited-early',
    message: expect.stringMatching(
      /temporal\.log:\n.*database.*\nif it cannot use its file, move \S+temporal\.db away/s,
    ),
  });
});

interface Outsider {
  readonly pid: number;
  readonly server: { readonly pid: number; readonly identity: string };
  kill(signal: NodeJS.Signals): void;
}

/** Another process that starts a server in our folder and stays. */
async function startInAnotherProcess(): Promise<Outsider> {
  const program = `
    const { startEmbeddedTemporal } = require(${JSON.stringify(resolve('runtime/embedded-temporal'))});
    const options = { stateFolder: process.argv[1], searchAttributes: {}, report: () => undefined };
    void startEmbeddedTemporal(options).then(() => setInterval(() => undefined, 1_000));
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', program, folder()], { stdio: 'inherit' });
  const server = await eventually('the other process to start its server', () => lockedServer(), 60_000);
  return { pid: child.pid ?? 0, server, kill: (signal) => child.kill(signal) };
}

function lockedServer(): Outsider['server'] | undefined {
  try {
    return parseLock(readFileSync(join(folder(), 'temporal.lock'), 'utf8'))?.server;
  } catch {
    return undefined;
  }
}

test('a server ends with the process that started it', async () => {
  const outsider = await startInAnotherProcess();
  outsider.kill('SIGTERM');
  const { pid, identity } = outsider.server;
  await eventually('the server to end', () => (isStill(pid, identity) ? undefined : true));
});

test('a server orphaned by SIGKILL is ended by the next start in its folder', async () => {
  const outsider = await startInAnotherProcess();
  outsider.kill('SIGKILL');
  await eventually('its process to end', () => (processIdentity(outsider.pid) === undefined ? true : undefined));
  const { pid, identity } = outsider.server;
  expect(isStill(pid, identity)).toBe(true);
  const { lines, server } = await start();
  expect(lines.join('\n')).toContain(`left behind (process ${pid})`);
  expect(isStill(pid, identity)).toBe(false);
  await connect(server);
});
