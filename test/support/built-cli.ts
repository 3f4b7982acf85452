import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const REPO = resolve(__dirname, '../..');
const state: { entry: string | undefined } = { entry: undefined };

export type CliRun = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** The compiled entry, brought up to date first, once per test file; or the one of an installed package that CELLWAVE_CLI_ENTRY names. */
export function builtCli(): string {
  state.entry ??= process.env['CELLWAVE_CLI_ENTRY'] ?? build();
  return state.entry;
}

function build(): string {
  const script = `
    import { build, buildIsCurrent } from ${JSON.stringify(`file://${join(REPO, 'tools/setup/build.mjs')}`)};
    import { oneAtATime } from ${JSON.stringify(`file://${join(REPO, 'tools/setup/one-at-a-time.mjs')}`)};
    const root = ${JSON.stringify(REPO)};
    await oneAtATime({ lockFile: root + '/.setup.lock', say: () => {} }, () => { if (!buildIsCurrent(root)) build(root); });`;
  const built = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: REPO, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
  return join(REPO, 'dist/cli/main.js');
}

export type CliRequest = { readonly cwd: string; readonly env?: Readonly<Record<string, string>> };

/** Runs the CLI as a person in `cwd` would, without a terminal. */
export function runCli(args: readonly string[], { cwd, env = {} }: CliRequest): CliRun {
  const result = spawnSync(process.execPath, [builtCli(), ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
  });
  return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
}
