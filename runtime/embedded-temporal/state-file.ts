import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFile } from './cache';

const databaseName = 'temporal.db';
const sidecars = ['', '-wal', '-shm'];

/**
 * The server's database in the state folder, fit for this server: a file that is no database, or that a server of another
 * minor version wrote (whose tables may differ), is moved aside with a line, never deleted.
 */
export async function prepareDatabase(
  folder: string,
  serverVersion: string,
  report: (line: string) => void,
): Promise<string> {
  const path = join(folder, databaseName);
  const marker = `${path}.server-version`;
  const why = await whyUnfit(path, marker, serverVersion);
  if (why !== undefined) {
    const aside = await moveAside(path);
    report(`temporal: ${why}; kept as ${aside}, starting with a fresh one`);
  }
  await writeFile(marker, `${serverVersion}\n`);
  return path;
}

async function whyUnfit(path: string, marker: string, serverVersion: string): Promise<string | undefined> {
  if (!(await isFile(path))) return undefined;
  if (!(await isSqlite(path))) return `${path} is not a database`;
  const writer = (await readFile(marker, 'utf8').catch(() => '')).trim();
  if (writer === '' || minorOf(writer) === minorOf(serverVersion)) return undefined;
  return `${path} was written by server ${writer}, this is ${serverVersion}`;
}

/** An empty file is a database that nobody has written to yet. */
async function isSqlite(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return bytesRead === 0 || buffer.toString('latin1') === 'SQLite format 3\0';
  } finally {
    await file.close();
  }
}

async function moveAside(path: string): Promise<string> {
  let aside = `${path}.aside-1`;
  for (let count = 2; await isFile(aside); count += 1) aside = `${path}.aside-${count}`;
  for (const sidecar of sidecars) {
    if (await isFile(path + sidecar)) await rename(path + sidecar, aside + sidecar);
  }
  return aside;
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
