import { spawn } from 'node:child_process';
import { builtCli, type CliRequest, type CliRun } from './built-cli';

export type RunningCli = {
  readonly ended: Promise<CliRun>;
  /** What it has printed so far. */
  readonly stdout: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
};

/** Runs the CLI beside the test, which may hold the servers it talks to. */
export function startCli(args: readonly string[], { cwd, env = {} }: CliRequest): RunningCli {
  const child = spawn(process.execPath, [builtCli(), ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<CliRun>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { ended, stdout: () => stdout, kill: (signal) => void child.kill(signal) };
}
