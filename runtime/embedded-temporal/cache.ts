import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { sha256OfBytes, sha256OfFile } from './digest';
import { executableName, platformKey, type ServerBinary } from './server-binary';

export type CacheLook =
  | { readonly kind: 'hit'; readonly path: string }
  | { readonly kind: 'miss' }
  | { readonly kind: 'spoilt'; readonly why: string };

export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'cellwave');
}

/** The version and platform are in the name, so that a newer cellwave never runs an older server by accident. */
export function cachedPath(folder: string, binary: ServerBinary): string {
  return join(folder, `${binary.name}-${binary.version}-${platformKey()}`, executableName(binary));
}

/**
 * A binary is kept beside the digest it had when it was put there; a file that no longer has it (cut off by a full
 * disk, changed by someone) is thrown away rather than run.
 */
export async function lookIntoCache(folder: string, binary: ServerBinary): Promise<CacheLook> {
  const path = cachedPath(folder, binary);
  if (!(await isFile(path))) return { kind: 'miss' };
  const expected = binary.digests[platformKey()] ?? (await readNote(path));
  const actual = await sha256OfFile(path);
  if (expected === actual) return { kind: 'hit', path };
  await rm(path, { force: true });
  const why = `${path} has the digest ${actual}, not ${expected ?? 'a recorded one'}: thrown away`;
  return { kind: 'spoilt', why };
}

/** Written beside its place and renamed, so that a second process sees either nothing or the whole file. */
export async function placeInCache(folder: string, binary: ServerBinary, bytes: Uint8Array): Promise<string> {
  const path = cachedPath(folder, binary);
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, bytes);
    await chmod(draft, 0o755);
    await writeFile(`${draft}.sha256`, `${sha256OfBytes(bytes)}\n`);
    await rename(`${draft}.sha256`, `${path}.sha256`);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
    await rm(`${draft}.sha256`, { force: true });
  }
  return path;
}

async function readNote(path: string): Promise<string | undefined> {
  const text = await readFile(`${path}.sha256`, 'utf8').catch(() => undefined);
  return text?.trim();
}

export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}
