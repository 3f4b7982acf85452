import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listScenarios } from '../../sandbox';
import { runCli } from '../support/built-cli';
import { endCliProcesses, startCli } from '../support/cli-process';
import { useTempFolder } from '../support/temp-folder';

const folder = useTempFolder();
afterEach(endCliProcesses);

const sandbox = (...args: readonly string[]) =>
  startCli(['sandbox', '--port', '0', ...args], { cwd: folder(), stateDir: folder() });

test('prints what a shell needs, keeps its record in a file, and ends on Ctrl-C', async () => {
  const up = sandbox('--ledger', 'ledger.jsonl');
  await up.says(/Ctrl-C ends it/);
  const url = /^export AWS_ENDPOINT_URL=(\S+)$/m.exec(up.stdout())?.[1] ?? 'none';
  expect(up.stdout()).toMatch(/^export AWS_REGION=us-west-2$/m);
  expect((await fetch(`${url}/_sandbox/fleet`)).status).toBe(200);
  expect(readFileSync(join(folder(), 'ledger.jsonl'), 'utf8')).toContain('"kind":');
  up.signal('SIGINT');
  expect(await up.ended).toBe(130);
});

test.each(listScenarios().map(({ name }) => name))(
  '%s: the files it writes are valid and give a plan whose alarms can see what the release does',
  async (scenario) => {
    const up = sandbox('--scenario', scenario, '--write', 'rehearsal');
    await up.says(/Ctrl-C ends it/);
    const cwd = join(folder(), 'rehearsal');
    expect(runCli(['validate'], { cwd })).toMatchObject({ exitCode: 0 });
    const planned = runCli(['plan', '--release', 'v1.1.0', '--region', 'us-west-2', '--output', 'json'], { cwd });
    const { warnings }: { warnings: readonly { readonly code: string }[] } = JSON.parse(planned.stdout);
    // A rehearsal has no windows, and nothing is deployed there for the first time.
    const codes = warnings.map(({ code }) => code).sort();
    expect([planned.exitCode, codes]).toEqual([0, ['first-deployment-leave', 'no-windows']]);
  },
);

test('a file of somebody else is not overwritten, a port in use and an unknown scenario are named', async () => {
  const up = sandbox('--write', '.');
  await up.says(/Ctrl-C ends it/);
  const port = new URL(/AWS_ENDPOINT_URL=(\S+)/.exec(up.stdout())?.[1] ?? '').port;
  const again = (...args: readonly string[]) => runCli(['sandbox', ...args], { cwd: folder() });
  expect(again('--port', port)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`port ${port}`) });
  expect(again('--port', '0', '--scenario', 'bda')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('bda'),
  });
  writeFileSync(join(folder(), '.cellwave', 'policy.yaml'), 'kind: Policy\nname: mine\n');
  expect(again('--port', '0', '--write', '.')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('not overwritten'),
  });
});
