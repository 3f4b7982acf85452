// Builds dist/ when a source is newer than the last good build. What was built from is written beside the result.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const FOLDERS = ['alarms', 'waves', 'activities', 'workflows', 'runtime', 'cli', 'sandbox'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

export function buildIsCurrent(root) {
  return lastBuild(root) === JSON.stringify(sources(root));
}

export function build(root) {
  // Taken before the compiler reads, so that a file saved meanwhile counts as newer than this build.
  const builtFrom = sources(root);
  if (someSourceIsGone(root, builtFrom)) rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  const args = [
    compiler,
    '-p',
    'tsconfig.build.json',
    '--incremental',
    '--tsBuildInfoFile',
    join('dist', '.tsbuildinfo'),
  ];
  run(process.execPath, args, { cwd: root, remedy: 'mend what the compiler names' });
  writeFileSync(stampOf(root), JSON.stringify(builtFrom));
}

/** The compiler leaves the output of deleted files behind, and a package would ship it. */
function someSourceIsGone(root, now) {
  const before = lastBuild(root);
  if (before === undefined) return true;
  return Object.keys(JSON.parse(before)).some((path) => now[path] === undefined);
}

function sources(root) {
  const found = {};
  const add = (path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    found[path] = `${mtimeMs} ${size}`;
  };
  for (const setting of SETTINGS) add(setting);
  for (const folder of FOLDERS) for (const path of typescriptIn(root, folder)) add(path);
  return found;
}

function typescriptIn(root, folder) {
  const entries = entriesOf(join(root, folder));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return typescriptIn(root, path);
    return /\.(ts|json)$/.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function lastBuild(root) {
  try {
    return readFileSync(stampOf(root), 'utf8');
  } catch {
    return undefined;
  }
}

function stampOf(root) {
  return join(root, 'dist', '.built-from.json');
}
