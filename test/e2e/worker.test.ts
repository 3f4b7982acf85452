import { join } from 'node:path';
import { startEmbeddedTemporal, type EmbeddedTemporal } from '../../runtime/embedded-temporal';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import { runCli } from '../support/built-cli';
import { endCliProcesses, startCli, type CliProcess } from '../support/cli-process';
import { eventually } from '../support/eventually';
import { useTempFolder } from '../support/temp-folder';

const folder = useTempFolder();
const servers: EmbeddedTemporal[] = [];
afterEach(async () => {
  await endCliProcesses();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function temporal(): Promise<EmbeddedTemporal> {
  const searchAttributes = await ourSearchAttributes();
  const report = () => undefined;
  const stateFolder = join(folder(), 'state');
  const server = await startEmbeddedTemporal({ stateFolder, searchAttributes, report, inMemory: true });
  servers.push(server);
  return server;
}

const worker = ({ address }: EmbeddedTemporal, ...args: readonly string[]): CliProcess =>
  startCli(['worker', '--health', '127.0.0.1:0', '--address', address, ...args], {
    cwd: folder(),
    stateDir: folder(),
    env: { AWS_REGION: 'us-west-2', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
  });

/** Every line of its log is one JSON document. */
const healthUrl = (process_: CliProcess): string => /"url":"(http:[^"]+)"/.exec(process_.stderr())?.[1] ?? 'none';

const readyz = async (url: string): Promise<{ readonly status: number; readonly why: string | undefined }> => {
  const response = await fetch(`${url}/readyz`);
  const body: { readonly why?: string } = JSON.parse(await response.text());
  return { status: response.status, why: body.why };
};

test.each([
  ['SIGTERM', 0],
  ['SIGINT', 130],
] as const)('a worker is ready when its pools poll, and %s ends it well', async (signal, exitCode) => {
  const up = worker(await temporal());
  await up.says(/the worker is up/);
  expect(await readyz(healthUrl(up))).toEqual({ status: 200, why: undefined });
  expect(up.stderr()).not.toContain('NodeVersionSupportWarning');
  up.signal(signal);
  expect(await up.ended).toBe(exitCode);
  expect(up.stderr()).toContain('nothing new is taken');
});

test('a worker without Temporal says that it is not ready, and ends after a while for its supervisor to start it anew', async () => {
  const server = await temporal();
  const up = worker(server, '--give-up-after', '12s', '--pools', 'observe,rollback');
  await up.says(/the worker is up/);
  server.kill('SIGKILL');
  const url = healthUrl(up);
  const answer = await eventually('it to notice', async () => {
    const seen = await readyz(url);
    return seen.status === 503 ? seen : undefined;
  });
  expect(answer.why).toMatch(/Temporal does not answer since/);
  expect(await up.ended).toBe(7);
  expect(up.stderr()).toMatch(/error: Temporal at \S+ has not answered since/);
});

test('what is wrong with the command line or the connection is said at once', () => {
  const at = (...args: readonly string[]) => runCli(['worker', ...args], { cwd: folder() });
  expect(at('--address', '127.0.0.1:1')).toMatchObject({
    exitCode: 7,
    stderr: expect.stringContaining('cannot reach Temporal at 127.0.0.1:1'),
  });
  expect(at()).toMatchObject({ exitCode: 7, stderr: expect.stringContaining('TEMPORAL_ADDRESS') });
  expect(at('--pools', 'deploy,observ')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"observ"') });
  expect(at('--sizes', 'deploy=many')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('deploy=many') });
  expect(at('--health', 'nowhere')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"nowhere"') });
});

test('setup makes a namespace ready, says what it did, and has nothing to do the second time', async () => {
  const { address } = await temporal();
  const setup = () =>
    runCli(['setup', '--address', address, '--namespace', 'rollouts', '--output', 'json'], { cwd: folder() });
  const kinds = ({ exitCode, stdout }: ReturnType<typeof setup>): unknown => {
    const { steps }: { steps: readonly { readonly kind: string }[] } = JSON.parse(stdout);
    return { exitCode, kinds: [...new Set(steps.map(({ kind }) => kind))].sort() };
  };
  expect(kinds(setup())).toEqual({ exitCode: 0, kinds: ['as-needed', 'done'] });
  expect(kinds(setup())).toEqual({ exitCode: 0, kinds: ['as-needed'] });
});

test('setup makes the schedule of the reconciler, changes its period when asked, and leaves it alone otherwise', async () => {
  const { address } = await temporal();
  const setup = (...more: readonly string[]) =>
    runCli(['setup', '--address', address, '--output', 'json', ...more], { cwd: folder() });
  const schedule = ({ stdout }: ReturnType<typeof setup>): unknown => {
    const { steps }: { steps: readonly { readonly what: string }[] } = JSON.parse(stdout);
    return steps.filter(({ what }) => what.startsWith('reconciler'));
  };
  expect(schedule(setup())).toEqual([{ kind: 'done', what: 'reconciler every 1 min: schedule made' }]);
  const changed = setup('--reconcile-every', '2m');
  expect(schedule(changed)).toEqual([{ kind: 'done', what: 'reconciler every 2 min: schedule changed' }]);
  expect(schedule(setup())).toEqual([{ kind: 'as-needed', what: 'reconciler every 2 min' }]);
  expect(setup('--reconcile-every', '5s')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('10s to 1h') });
});
