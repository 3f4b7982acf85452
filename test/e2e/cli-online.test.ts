import { DefaultLogger, Runtime } from '@temporalio/worker';
import { builtCli, type CliRun } from '../support/built-cli';
import { eventually } from '../support/eventually';
import { startCellwave, type RunningCellwave } from '../support/a-running-cellwave';
import { rehearsalScenario, versionFor } from '../support/rehearsal-scenario';
import { startCli, type RunningCli } from '../support/running-cli';

const REGION = 'us-west-2';
const RELEASE = versionFor(REGION);
const START = ['start', '--release', RELEASE, '--region', REGION] as const;

let up: RunningCellwave;
const begin = (...args: readonly string[]): RunningCli => startCli(args, { cwd: up.folder, env: up.env });
const cli = (...args: readonly string[]): Promise<CliRun> => begin(...args).ended;

/** The exit code of a command line; with what it said, where that is not the one wanted. */
async function exits(exitCode: number, ...args: readonly string[]): Promise<CliRun> {
  const run = await cli(...args);
  expect({ args, ...run }).toEqual({ args, ...run, exitCode });
  return run;
}

async function json(...args: readonly string[]): Promise<ReturnType<typeof Object>> {
  const run = await cli(...args, '--output', 'json');
  return Object(JSON.parse(run.stdout));
}

/** Starts the release, whatever has become of it before, and returns the id. */
async function started(...more: readonly string[]): Promise<string> {
  const run = await exits(0, ...START, '--output', 'json', ...more);
  return String(Object(JSON.parse(run.stdout)).id);
}

const inPhase = (id: string, ...phases: readonly string[]): Promise<true> =>
  eventually(
    `${id} in ${phases.join(' or ')}`,
    async () => (phases.includes((await json('status', id)).phase) ? true : undefined),
    60_000,
  );

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  builtCli();
  up = await startCellwave({ scenario: rehearsalScenario({ regions: 1 }) });
}, 180_000);

afterAll(() => up.stop());

describe('a rollout from the terminal', () => {
  test('S29: an alarm nobody told it of takes it back: 4, with the alarm and the time it took, and the release starts no more', async () => {
    up.sandbox.setReleaseFaults(RELEASE, [{ kind: 'errors', errorPercent: 40 }]);
    const run = await cli(...START, '--watch');
    up.sandbox.setReleaseFaults(RELEASE, []);
    expect(run).toMatchObject({ exitCode: 4 });
    expect(run.stdout).toMatch(/rolled back because alarm \S+ of \S+/);
    expect(run.stdout).toMatch(/first rollback call .+ later/);
    const again = await cli(...START);
    expect(again).toMatchObject({ exitCode: 3 });
    expect(again.stderr).toContain('--clear-quarantine REASON');
  });

  test('S1: start answers when it is admitted, a second one is refused with its name, watch follows it to its end: 0', async () => {
    const run = await cli(...START, '--clear-quarantine', 'the fault is mended');
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('cellwave watch') });
    expect(run.stdout).toContain('/namespaces/default/workflows/rollout%3A');
    const second = await cli(...START);
    expect(second).toMatchObject({ exitCode: 3, stdout: '' });
    expect(second.stderr).toMatch(/a rollout of \S+ in us-west-2 is running already: \S+-[0-9a-f]{6}/);
    const watched = await cli('watch');
    expect(watched).toMatchObject({ exitCode: 0 });
    expect(watched.stdout).toMatch(/w01-one-box: passed/);
    expect(watched.stdout).toMatch(/completed: \d+ of \d+ cells were ever exposed/);
  });
});

describe('what people tell it', () => {
  test('pause, why, resume, abort: 6, then rollback takes the closed rollout back: 4', async () => {
    const id = await started('--clear-quarantine', 'the fault is mended');
    await exits(0, 'pause', '--reason', 'INC-1');
    await exits(3, 'pause', '--reason', 'again');
    expect((await cli('why', id)).stdout).toContain(`cellwave resume ${id}`);
    await exits(0, 'resume', id.slice(-6), '--reason', 'closed');
    await exits(3, 'exempt', '--cell', 'nowhere', '--reason', 'r');
    const watching = begin('watch', id);
    await exits(0, 'abort', id, '--reason', 'superseded');
    expect(await watching.ended).toMatchObject({ exitCode: 6 });
    await exits(0, 'rollback', id, '--reason', 'not wanted');
    await exits(4, 'watch', id);
  });

  test('rollback while it runs; a terminated one is settled by accept', async () => {
    const id = await started('--clear-quarantine', 'again');
    await inPhase(id, 'deploying', 'baking');
    await exits(0, 'extend-bake', id, '--by', '1h', '--reason', 'look closer');
    const status = await json('status', id);
    expect(status).toMatchObject({ id, region: REGION, release: RELEASE, source: 'rollout', outcome: null });
    expect(Object.keys(status)).toEqual(
      expect.arrayContaining(['service', 'phase', 'startedAt', 'waves', 'cells', 'next', 'why']),
    );
    await up.client.workflow.getHandle(status.workflowId).terminate('by hand');
    await eventually('the end to show', async () => ((await cli('watch', id)).exitCode === 5 ? true : undefined));
    const refused = await cli(...START, '--clear-quarantine', 'again');
    expect(refused).toMatchObject({ exitCode: 3 });
    expect(refused.stderr).toContain(`cellwave accept ${id}`);
    await exits(0, 'accept', id, '--reason', 'looked at by hand');
  });
});

describe('with no worker up', () => {
  test('status and why answer from the record; abort is recorded and applied later; start says so at once', async () => {
    const id = await started('--clear-quarantine', 'again');
    await inPhase(id, 'deploying', 'baking');
    await up.stopWorkers();
    const status = await json('status', id);
    expect(status).toMatchObject({ id, source: 'record' });
    expect(status.waves.length).toBeGreaterThan(2);
    expect((await cli('why', id)).stdout).toContain('no worker answers');
    await exits(7, 'pause', id, '--reason', 'r');
    const aborted = await cli('abort', id, '--reason', 'r');
    expect(aborted).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/recorded, takes\s+effect when a worker is back/),
    });
    await up.startWorkers();
    await exits(6, 'watch', id);
  });
});

describe('finding things', () => {
  test('list, ui and doctor', async () => {
    const listed = await json('list', '--region', REGION);
    expect(listed.rollouts[0]).toMatchObject({ region: REGION, release: RELEASE });
    expect((await json('list', '--phase', 'completed')).rollouts).toHaveLength(1);
    expect((await cli('ui', String(listed.rollouts[0].id))).stdout).toContain('workflows?query=');
    const doctor = await cli('doctor');
    expect(doctor).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^ok +reconciler every 7 d/m) });
    const live = await json('plan', '--release', RELEASE, '--region', REGION, '--live');
    expect(live.live.cells[0]).toMatchObject({ alarms: expect.any(Array), baselines: expect.any(Array) });
  });

  test.each([
    ['an unknown id', ['status', 'nope'], 2, 'there is no rollout "nope"'],
    ['no rollout running', ['watch'], 2, 'no rollout is running'],
    ['a server that is not there', ['status', '--address', '127.0.0.1:1'], 7, 'cannot reach Temporal'],
    ['a missing reason', ['pause'], 2, '--reason'],
  ])('%s', async (_, args, ...expected) => {
    const [exitCode, text] = expected;
    const run = await cli(...args);
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(text);
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  test('watched as JSON, every line is a document: the refusal of a start, a rollout from its start to its end', async () => {
    const lines = (run: CliRun): readonly unknown[] =>
      run.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    const watched = begin(...START, '--clear-quarantine', 'again', '--watch', '--output', 'json');
    await eventually('its first line', () => (watched.stdout().includes('\n') ? true : undefined), 60_000);
    const refused = await exits(3, ...START, '--watch', '--output', 'json');
    expect(lines(refused)).toEqual([{ error: expect.objectContaining({ kind: 'refused', rule: 'S1' }) }]);
    await exits(0, 'rollback', '--reason', 'done here');
    const seen = await watched.ended;
    expect(seen.exitCode).toBe(4);
    expect(lines(seen).length).toBeGreaterThan(1);
    expect(lines(seen).at(-1)).toMatchObject({ outcome: 'rolled-back', service: expect.any(String) });
  });

  test('a watch that is interrupted leaves the rollout alone: 130', async () => {
    const id = await started('--clear-quarantine', 'again');
    const watching = begin('watch', id);
    await eventually('its first lines', () => (watching.stdout() === '' ? undefined : true));
    watching.kill('SIGINT');
    expect(await watching.ended).toMatchObject({ exitCode: 130, stderr: expect.stringContaining('goes on') });
    expect((await json('status', id)).phase).not.toBe('closed');
    await exits(0, 'rollback', id, '--reason', 'done here');
    await exits(4, 'watch', id);
  });
});
