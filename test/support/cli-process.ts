import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../runtime/process-identity';
import { builtCli } from './built-cli';
import { eventually } from './eventually';

/** A command that stays up, as a process of its own. */
export type CliProcess = {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** The exit code, once it has ended; null if a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Waits until something is on stdout or stderr. */
  readonly says: (what: RegExp, withinMs?: number) => Promise<string>;
};

export type CliProcessRequest = {
  readonly cwd: string;
  /** Of its own state folder: what it starts must not meet what others run. */
  readonly stateDir: string;
  readonly env?: Readonly<Record<string, string>>;
};

const started: CliProcess[] = [];

/** What is still up when a test ends, whatever became of the test, is ended. */
export function endCliProcesses(): Promise<unknown> {
  const left = started.splice(0);
  for (const one of left) one.signal('SIGINT');
  const cut = setTimeout(() => left.forEach((one) => one.signal('SIGKILL')), 15_000);
  return Promise.all(left.map(({ ended }) => ended)).finally(() => clearTimeout(cut));
}

export function startCli(args: readonly string[], { cwd, stateDir, env = {} }: CliProcessRequest): CliProcess {
  const child = spawn(process.execPath, [builtCli(), ...args], {
    cwd,
    env: { ...binaryPlaces(), PATH: process.env['PATH'], CELLWAVE_STATE_DIR: stateDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  const state = { over: false };
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      state.over = true;
      resolve(code);
    });
  });
  const all = (): string => `${text.stdout}${text.stderr}`;
  const process_: CliProcess = {
    pid: child.pid ?? 0,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    signal: (signal) => void child.kill(signal),
    ended,
    says: (what, withinMs = 60_000) =>
      eventually(
        `${args.join(' ')} to say ${what.source}; it said:\n${all()}`,
        () => {
          if (what.test(all())) return all();
          if (state.over) throw new Error(`${args.join(' ')} ended and had said:\n${all()}`);
          return undefined;
        },
        withinMs,
      ),
  };
  started.push(process_);
  return process_;
}

/** Where Temporal's binary is found; everything else of the environment stays outside. */
function binaryPlaces(): NodeJS.ProcessEnv {
  const { HOME, XDG_CACHE_HOME, TEMPORAL_CLI_PATH } = process.env;
  return {
    ...(HOME === undefined ? {} : { HOME }),
    ...(XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME }),
    ...(TEMPORAL_CLI_PATH === undefined ? {} : { TEMPORAL_CLI_PATH }),
  };
}

/** The server that runs on a state folder, by the lock it holds. */
export function serverPid(stateDir: string): number {
  const lock: { server: { pid: number } } = JSON.parse(readFileSync(join(stateDir, 'temporal.lock'), 'utf8'));
  return lock.server.pid;
}

export function toBeGone(pid: number): Promise<true> {
  return eventually(`process ${pid} to be gone`, () => !isAlive(pid) || undefined, 15_000);
}
