import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { EmbeddedTemporalFailure } from './failure';
import { dieWithUs } from './die-with-us';
import { isStill } from '../process-identity';

export interface ServerProcess {
  readonly pid: number;
  /** Resolves, never rejects, when the process has ended, with how. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Temporal closes its file and connections in well under a second; five are for a machine under load. */
const gracefulMs = 5_000;

/**
 * In a process group of its own: Ctrl-C in the terminal must reach our worker first, which still needs the server
 * to report its last results.
 */
export async function spawnServer(path: string, args: readonly string[], logPath: string): Promise<ServerProcess> {
  const log = openSync(logPath, 'a');
  try {
    const child = spawn(path, [...args], { stdio: ['ignore', log, log], detached: true });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) => {
        reject(new EmbeddedTemporalFailure('exited-early', `cannot run ${path}: ${cause.message}`, cause));
      });
    });
    return watched(child);
  } finally {
    closeSync(log);
  }
}

function watched(child: ChildProcess): ServerProcess {
  const pid = child.pid ?? 0;
  let over = false;
  const release = dieWithUs(() => child.kill('SIGTERM'));
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      release();
      resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`);
    });
  });
  // A server that nobody ends must not keep our process from ending (its `exit` ends the server).
  child.unref();
  return {
    pid,
    ended,
    hasEnded: () => over,
    kill: (signal) => {
      child.ref();
      child.kill(signal);
    },
    stop: async () => {
      child.ref();
      if (!over) child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), gracefulMs);
      await ended;
      clearTimeout(force);
    },
  };
}

/** Ends a process that is not our child, and waits for its end; used for a server that a dead owner left behind. */
export async function reapOrphan(pid: number, identity: string): Promise<void> {
  const signals = [
    { signal: 'SIGTERM', waitMs: gracefulMs },
    { signal: 'SIGKILL', waitMs: gracefulMs },
  ] as const;
  for (const { signal, waitMs } of signals) {
    if (!isStill(pid, identity)) return;
    process.kill(pid, signal);
    if (await gone(pid, identity, waitMs)) return;
  }
  throw new EmbeddedTemporalFailure(
    'folder-busy',
    `the server left behind (process ${pid}) does not end: end it by hand`,
  );
}

async function gone(pid: number, identity: string, waitMs: number): Promise<boolean> {
  const until = Date.now() + waitMs;
  while (Date.now() < until) {
    if (!isStill(pid, identity)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isStill(pid, identity);
}
