import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listScenarios } from '../../sandbox';
import { runCli } from '../support/built-cli';
import { endCliProcesses, serverPid, startCli, toBeGone, type CliProcess } from '../support/cli-process';
import { useTempFolder } from '../support/temp-folder';

const folder = useTempFolder();
afterEach(endCliProcesses);

const demo = (...args: readonly string[]): CliProcess =>
  startCli(['demo', ...args], { cwd: folder(), stateDir: folder() });

test('the list names every shipped scenario and how it should end', () => {
  const { exitCode, stdout } = runCli(['demo', '--list', '--output', 'json'], { cwd: folder() });
  const { scenarios }: { scenarios: readonly { readonly name: string }[] } = JSON.parse(stdout);
  expect([exitCode, scenarios.map(({ name }) => name)]).toEqual([0, listScenarios().map(({ name }) => name)]);
});

/** Two at a time, which is also a proof that two demos do not meet. */
const pairs = [
  ['bad-one-box', 'red-before-start'],
  ['flap', 'slow-leak'],
  ['deploy-fails', 'one-az-fault'],
  ['blind', 'good'],
] as const;

test.each(pairs)('%s and %s go as scripted, by the record of the sandbox', async (one, other) => {
  const both = [demo(one, '--exit', '--output', 'json'), demo(other, '--exit', '--output', 'json')];
  for (const up of both) {
    const exitCode = await up.ended;
    const played: { asScripted: boolean; rollouts: unknown } = JSON.parse(up.stdout() || '{}');
    expect({ exitCode, played, said: up.stderr() }).toMatchObject({ exitCode: 0, played: { asScripted: true } });
  }
});

test('a good version, then one that breaks under load, told in plain words', async () => {
  const up = demo('--exit');
  expect([await up.ended, up.stderr()]).toEqual([0, expect.not.stringContaining('Warning')]);
  const said = up.stdout();
  expect(said).toMatch(/completed: 10 of 10 cells were ever exposed/);
  expect(said).toMatch(/w03-one-az: halted: alarm \S+ of \S+ is in ALARM/);
  expect(said).toMatch(/went red; the first rollback call came \S+ m?s later/);
  expect(said).toMatch(/rolled-back: 3 of 10 cells were ever exposed/);
  expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/rollout/);
});

test('Ctrl-C in the middle of a rollout ends it at once and leaves no process behind', async () => {
  const up = demo('good');
  await up.says(/baking/);
  const [run = ''] = readdirSync(join(folder(), 'demo'));
  const server = serverPid(join(folder(), 'demo', run));
  up.signal('SIGINT');
  expect(await up.ended).toBe(130);
  await toBeGone(server);
});

test('a scenario that nobody knows is a usage error', () => {
  expect(runCli(['demo', 'goood'], { cwd: folder() })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('goood'),
  });
});
