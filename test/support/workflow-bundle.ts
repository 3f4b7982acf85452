import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflows } from '../../runtime/workflow-code';

const REPO = resolve(__dirname, '../..');
const BUNDLED = ['workflows', 'waves', 'alarms', 'runtime/workflow-code.ts', 'package-lock.json'];

/**
 * Path of the workflows as they are in the tree, bundled once for all tests that run workers: the name is made of what was bundled, so
 * that no test ever runs old code, and two test files that bundle at the same moment write the same.
 */
export async function workflowBundle(): Promise<string> {
  const folder = join(tmpdir(), 'cellwave-test-bundles');
  const path = join(folder, `${digestOfSources()}.js`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, await bundleWorkflows());
  renameSync(draft, path);
  return path;
}

function digestOfSources(): string {
  // The bundle's source map names files by where they lie: two clones must not share one.
  const hash = createHash('sha256').update(REPO);
  for (const path of BUNDLED.flatMap((name) => filesIn(name))) hash.update(path).update(readFileSync(join(REPO, path)));
  return hash.digest('hex').slice(0, 24);
}

function filesIn(name: string): readonly string[] {
  if (name.includes('.')) return [name];
  const names = readdirSync(join(REPO, name), { recursive: true, encoding: 'utf8' });
  return names
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(name, file))
    .sort();
}
