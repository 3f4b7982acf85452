import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join, relative } from 'node:path';
import { CliError } from '../errors';
import { BOUNDS } from './bounds';
import type { Problem } from './issue';
import { parseYaml } from './parse-yaml';
import { readDocument, type ConfigDocument } from './read-document';

export type Loaded = {
  readonly files: readonly string[];
  readonly documents: readonly ConfigDocument[];
  readonly problems: readonly Problem[];
};

const EXTENSIONS = /\.(?:ya?ml|json)$/;
const DEEPEST_FOLDER = 3;

/** Reads files, and folders with all the YAML and JSON in them. Paths in what is returned are relative to `cwd`, as a person there would type them. */
export function loadFiles(paths: readonly string[], cwd: string): Loaded {
  const files = [...new Set(paths.flatMap((path) => filesIn(path, 0)))];
  if (files.length > BOUNDS.files)
    throw new CliError({
      kind: 'bad-file',
      message: `${files.length} files to read, at most ${BOUNDS.files} are`,
      remedy: 'name the files',
    });
  const each = files.map((file) => loadFile(file, cwd));
  return {
    files: files.map((file) => shownPath(file, cwd)),
    documents: each.flatMap((loaded) => loaded.documents),
    problems: each.flatMap((loaded) => loaded.problems),
  };
}

export function isConfigFileName(name: string): boolean {
  return EXTENSIONS.test(name);
}

export function shownPath(path: string, cwd: string): string {
  const shown = relative(cwd, path);
  return shown === '' || shown.startsWith('..') ? path : shown;
}

function filesIn(path: string, depth: number): readonly string[] {
  if (!statOf(path).isDirectory()) return [path];
  if (depth > DEEPEST_FOLDER) return [];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || isConfigFileName(entry.name)))
    .flatMap((entry) => filesIn(join(path, entry.name), depth + 1));
}

function statOf(path: string): Stats {
  const stats = attempt(path, () => statSync(path));
  if (stats.isFile() && stats.size > BOUNDS.fileBytes)
    throw new CliError({
      kind: 'bad-file',
      message: `${path} is larger than ${BOUNDS.fileBytes / 1024 / 1024} MiB`,
      remedy: 'use cellDefaults and rows for cells, or split it into several files',
    });
  return stats;
}

function loadFile(path: string, cwd: string): Omit<Loaded, 'files'> {
  const text = attempt(path, () => readFileSync(path, 'utf8'));
  const parsed = parseYaml({ file: shownPath(path, cwd), text });
  const read = parsed.documents.map(readDocument);
  return {
    documents: read.flatMap((one) => (one.kind === 'document' ? [one.document] : [])),
    problems: [...parsed.problems, ...read.flatMap((one) => (one.kind === 'problems' ? one.problems : []))],
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'not allowed to read it',
  ENOTDIR: 'a part of the path is no folder',
};

function attempt<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const reason = REASONS[code] ?? String(cause);
    throw new CliError({ kind: 'usage', message: `cannot read ${path}: ${reason}`, remedy: 'check the path', cause });
  }
}
