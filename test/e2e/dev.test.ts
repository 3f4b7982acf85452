import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../support/built-cli';
import { endCliProcesses, serverPid, startCli, toBeGone, type CliProcess } from '../support/cli-process';
import { useTempFolder } from '../support/temp-folder';

const folder = useTempFolder();
afterEach(endCliProcesses);

const dev = (...args: readonly string[]): CliProcess =>
  startCli(['dev', '--port', '0', '--ui-port', '0', ...args], { cwd: folder(), stateDir: folder() });
const here = (...args: readonly string[]) =>
  runCli(args, { cwd: join(folder(), 'rehearsal', 'bad-one-box'), env: { CELLWAVE_STATE_DIR: folder() } });

test('other commands find it, a second one is sent to it, Ctrl-C leaves nothing behind, and rollouts are there again at the next start', async () => {
  const first = dev('--scenario', 'bad-one-box');
  await first.says(/Ctrl-C ends it/);
  expect(first.stdout()).toContain('cellwave start --release v1.1.0 --region us-west-2 --watch');

  const second = dev();
  expect(await second.ended).toBe(2);
  expect(second.stderr()).toContain(`another \`cellwave dev\` is up (process ${first.pid})`);

  const rolled = here('start', '--release', 'v1.1.0', '--region', 'us-west-2', '--watch');
  expect([rolled.exitCode, rolled.stdout]).toEqual([4, expect.stringContaining('rolled-back: 1 of 10 cells')]);

  const server = serverPid(folder());
  first.signal('SIGINT');
  expect(await first.ended).toBe(130);
  await toBeGone(server);
  expect(existsSync(join(folder(), 'connection.json'))).toBe(false);
  expect(here('list').exitCode).toBe(7);

  const next = dev('--scenario', 'bad-one-box');
  await next.says(/Ctrl-C ends it/);
  const listed = here('list', '--output', 'json');
  expect([listed.exitCode, listed.stdout]).toEqual([0, expect.stringContaining('"outcome": "rolled-back"')]);
  expect(next.stdout()).toMatch(/Earlier rollouts\s+are still listed/);
  next.signal('SIGTERM');
  expect(await next.ended).toBe(0);
});

test('a rollout that is open when its simulated fleet ends is named at the next start, with the command that ends it', async () => {
  const first = dev('--scenario', 'bad-one-box');
  await first.says(/Ctrl-C ends it/);
  expect(first.stdout()).not.toMatch(/earlier/i);
  const begun = here('start', '--release', 'v1.1.0', '--region', 'us-west-2', '--output', 'json');
  const { id } = JSON.parse(begun.stdout);
  expect(here('pause', '--reason', 'over night').exitCode).toBe(0);
  first.signal('SIGINT');
  await first.ended;

  const next = dev('--scenario', 'bad-one-box');
  await next.says(/Ctrl-C ends it/);
  expect(next.stdout()).toContain('1 rollout of an earlier simulated fleet is still open');
  expect(next.stdout()).toContain(`cellwave abort ${id} --reason "its fleet is gone"`);
  expect(here('abort', String(id), '--reason', 'its fleet is gone').exitCode).toBe(0);
  expect(here('watch', String(id)).exitCode).toBe(6);
});

test('a server that a killed one left behind is ended at the next start', async () => {
  const first = dev();
  await first.says(/Ctrl-C ends it/);
  const left = serverPid(folder());
  first.signal('SIGKILL');
  await first.ended;
  const next = dev();
  await next.says(/Ctrl-C ends it/);
  await toBeGone(left);
  expect(next.stderr()).toContain('ending a server that a cellwave process left behind');
  expect(JSON.parse(readFileSync(join(folder(), 'connection.json'), 'utf8')).pid).toBe(next.pid);
});

test('when the server dies, dev says so and does not stay up as half of itself', async () => {
  const up = dev();
  await up.says(/Ctrl-C ends it/);
  process.kill(serverPid(folder()), 'SIGKILL');
  expect(await up.ended).toBe(7);
  expect(up.stderr()).toContain("Temporal's server has ended");
});
