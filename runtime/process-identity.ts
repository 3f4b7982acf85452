import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { systemErrorCode } from './error-facts';

/**
 * What tells a process from a later one with the same number: when it began. Undefined if no such process runs.
 * A lock that names only a number would one day have us wait for, or kill, a stranger.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  return process.platform === 'linux' ? linuxStartTime(pid) : psStartTime(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return systemErrorCode(error) === 'EPERM';
  }
}

/** Is this still the process that was noted? */
export function isStill(pid: number, identity: string): boolean {
  return processIdentity(pid) === identity;
}

/** Field 22 of stat, counted after the program's name, which may itself hold blanks and brackets. */
function linuxStartTime(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // A zombie has ended; only its parent has not asked for its end yet.
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function psStartTime(pid: number): string | undefined {
  try {
    const args = ['-o', 'lstart=', '-p', String(pid)];
    const started = execFileSync('ps', args, { encoding: 'utf8', timeout: 5_000, stdio: 'pipe' }).trim();
    return started === '' ? undefined : started;
  } catch {
    // No ps (Windows): a running process is all that can be said.
    return 'running';
  }
}
