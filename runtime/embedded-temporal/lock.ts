import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../error-facts';
import { EmbeddedTemporalFailure } from './failure';
import { isStill, processIdentity } from '../process-identity';

interface NotedProcess {
  readonly pid: number;
  readonly identity: string;
}

/** Who uses a state folder: the cellwave process that started the server, and the server once it runs. */
export interface LockNote {
  readonly owner: NotedProcess;
  readonly server?: NotedProcess;
}

export interface FolderLock {
  noteServer(pid: number): Promise<void>;
  release(): Promise<void>;
}

export interface LockOptions {
  readonly folder: string;
  readonly report: (line: string) => void;
  /** Ends a server of ours whose owner is gone. */
  readonly reap: (pid: number, identity: string) => Promise<void>;
}

/** Two servers on one SQLite file would spoil it, and Temporal's dev server does not look: so we do. */
export async function lockFolder(options: LockOptions): Promise<FolderLock> {
  const path = join(options.folder, 'temporal.lock');
  const owner = note(process.pid);
  // A few rounds: another process may be clearing the same stale lock at this moment.
  for (let round = 0; round < 5; round += 1) {
    if (await claim(path, { owner })) return held(path, owner);
    await clearIfStale(path, options);
  }
  throw new EmbeddedTemporalFailure('folder-busy', `cannot take ${path}: other processes keep taking it`);
}

function held(path: string, owner: NotedProcess): FolderLock {
  return {
    noteServer: async (pid) => {
      const draft = await writeDraft(path, { owner, server: note(pid) });
      await rename(draft, path);
    },
    release: () => rm(path, { force: true }),
  };
}

/** `link` fails if the name exists, and the file is complete the instant it has its name. */
async function claim(path: string, content: LockNote): Promise<boolean> {
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function clearIfStale(path: string, options: LockOptions): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const lock = parseLock(text);
  if (lock !== undefined && isStill(lock.owner.pid, lock.owner.identity)) {
    const remedy = 'end that one, or set CELLWAVE_STATE_DIR to another folder';
    throw new EmbeddedTemporalFailure(
      'folder-busy',
      `${options.folder} is used by another cellwave (process ${lock.owner.pid}): ${remedy}`,
    );
  }
  if (lock?.server !== undefined && isStill(lock.server.pid, lock.server.identity)) {
    options.report(`temporal: ending a server that a cellwave process left behind (process ${lock.server.pid})`);
    await options.reap(lock.server.pid, lock.server.identity);
  } else {
    options.report(`temporal: removing a stale lock (${path})`);
  }
  await removeJudged(path, text);
}

/** Takes the lock away only if it is the one that was judged: another process may have put a fresh one there since. */
async function removeJudged(path: string, judged: string): Promise<void> {
  const aside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved !== undefined && moved !== judged) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

export function parseLock(text: string): LockNote | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const owner = notedAt(value, 'owner');
    const server = notedAt(value, 'server');
    if (owner === undefined) return undefined;
    return server === undefined ? { owner } : { owner, server };
  } catch {
    return undefined;
  }
}

function notedAt(value: unknown, key: string): NotedProcess | undefined {
  const noted: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof noted !== 'object' || noted === null) return undefined;
  const pid: unknown = Reflect.get(noted, 'pid');
  const identity: unknown = Reflect.get(noted, 'identity');
  return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined;
}

function note(pid: number): NotedProcess {
  return { pid, identity: processIdentity(pid) ?? 'gone' };
}

async function writeDraft(path: string, content: LockNote): Promise<string> {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(content)}\n`);
  return draft;
}
