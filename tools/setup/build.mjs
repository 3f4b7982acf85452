// Builds dist/ when a source is newer than the last good build. What was built from is written beside the result.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const FOLDERS = ['alarms', 'waves', 'activities', 'workflows', 'runtime', 'cli', 'sandbox'];
/** What workflows run, and how it is bundled. */
const BUNDLED = /^(alarms|waves|workflows)\/|^runtime\/workflow-code\.ts$/;
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

export function buildIsCurrent(root) {
  return lastBuild(root) === JSON.stringify(sources(root)) && existsSync(join(root, 'dist', 'workflow-bundle.js'));
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
  bundle(root, builtFrom);
  writeFileSync(stampOf(root), JSON.stringify(builtFrom));
}

/** Bundling takes longer than compiling, so it is left out where nothing that a workflow runs has changed. */
function bundle(root, builtFrom) {
  const inBundle = (path) => BUNDLED.test(path) || SETTINGS.includes(path);
  const before = JSON.parse(lastBuild(root) ?? '{}');
  const isCurrent = Object.keys(builtFrom).every((path) => !inBundle(path) || before[path] === builtFrom[path]);
  if (isCurrent && existsSync(join(root, 'dist', 'workflow-bundle.js'))) return;
  const remedy = 'mend what the bundler names';
  run(process.execPath, [join('tools', 'setup', 'bundle.mjs')], { cwd: root, remedy });
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
