import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { join, resolve } from 'node:path';

const REPO = resolve(__dirname, '../..');

export type CliRun = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** The compiled entry, brought up to date first, once per test file. */
export function builtCli(): string {
  const script = `
    const { build, buildIsCurrent } = await import(${JSON.stringify(`file://${join(REPO, 'tools/setup/build.mjs')}`)});
    const { oneAtATime } = await import(${JSON.stringify(`file://${join(REPO, 'tools/setup/one-at-a-time.mjs')}`)});
    const root = ${JSON.stringify(REPO)};
    await oneAtATime({ lockFile: root + '/.setup.lock', say: () => {} }, () => { if (!buildIsCurrent(root)) build(root); });`;
  const built = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: REPO, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
  return join(REPO, 'dist/cli/main.js');
}

export type CliRequest = { readonly cwd: string; readonly env?: Readonly<Record<string, string>> };

/** Runs the CLI as a person in `cwd` would, without a terminal. Build it first. */
export function runCli(args: readonly string[], { cwd, env = {} }: CliRequest): CliRun {
  const main = join(REPO, 'dist/cli/main.js');
  const result: SpawnSyncReturns<string> = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
  });
  return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
}
