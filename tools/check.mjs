// The one command: sets the clone up, then runs every check and every test. `npm test -- --only lint,unit` runs a part.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checksFor, LONG_RUNS } from './checks/list.mjs';
import { runCheck } from './checks/run-check.mjs';
import { summary } from './checks/summary.mjs';
import { ready } from './ready.mjs';
import { dependenciesAreCurrent } from './setup/dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
process.exitCode = await main();

async function main() {
  const startedAt = Date.now();
  const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } });
  const all = checksFor(root);
  if (values.list) return list(all);
  const chosen = choose(all, values.only);
  if (chosen === undefined) return 2;

  const setUp = await setUpOnce();
  // Lint and unit tests still have something to say of code that does not build, but nothing runs without its packages.
  const results = [...setUp, ...(dependenciesAreCurrent(root) ? await runAll(chosen) : [])];
  for (const { name, output } of results.filter(({ passed }) => !passed))
    console.log(`\n=== ${name} failed ===\n${output}`);
  console.log(summary(results, { totalMs: Date.now() - startedAt, longRuns: LONG_RUNS.filter(isThere) }));
  return results.every(({ passed }) => passed) ? 0 : 1;
}

/** A step of the set-up that fails counts as one failed check. */
async function setUpOnce() {
  const startedAt = Date.now();
  try {
    await ready({ say: console.log, withTestServer: true });
    return [];
  } catch (error) {
    const output = [error.output, error.message].filter(Boolean).join('\n');
    return [{ name: 'set-up', passed: false, ms: Date.now() - startedAt, output }];
  }
}

async function runAll(checks) {
  const results = new Map();
  const perform = async (check) => {
    console.log(`${check.name} ...`);
    const result = await runCheck(root, check);
    console.log(`${check.name} ${result.passed ? 'ok' : 'FAILED'} (${(result.ms / 1000).toFixed(1)} s)`);
    results.set(check, result);
  };
  const waiting = checks.filter(({ isTestRun }) => !isTestRun);
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await perform(check);
  };
  await Promise.all([lane(), lane()]);
  for (const check of checks.filter(({ isTestRun }) => isTestRun)) await perform(check);
  return checks.map((check) => results.get(check));
}

function choose(all, only) {
  if (only === undefined) return all;
  const names = only.split(',');
  const unknown = names.filter((name) => !all.some((check) => check.name === name));
  if (unknown.length === 0) return all.filter(({ name }) => names.includes(name));
  console.error(`no check is called ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
  return undefined;
}

function list(all) {
  for (const { name, kinds } of all) console.log(kinds === undefined ? name : `${name} (tests: ${kinds.join(', ')})`);
  return 0;
}

function isThere({ script }) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts[script] !== undefined;
}
