// Every check of the project; the longest static one first, so that the two lanes end together. Kinds of tests are the folders of test/.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const MINUTE_MS = 60_000;
const CACHE = 'node_modules/.cache/cellwave';

/** Static checks use one core each; two of them run side by side. */
const STATIC_CHECKS = [
  { name: 'lint', bin: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  {
    name: 'types',
    bin: 'typescript/bin/tsc',
    args: ['-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', `${CACHE}/types.tsbuildinfo`],
  },
  {
    name: 'format',
    bin: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '--cache', '--cache-location', `${CACHE}/prettier`, '.'],
  },
  {
    name: 'imports',
    bin: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  },
  // What is unused can be told once there is something that uses: the command line and the workflows.
  { name: 'unused', bin: 'knip/bin/knip.js', args: ['--no-progress'], needs: ['cli/main.ts', 'workflows/index.ts'] },
  { name: 'words', script: 'tools/forbidden-words.mjs', args: [] },
];

/** Test runs, one after another. Kinds that start servers come last and get both cores for themselves. */
const TEST_RUNS = [
  { name: 'unit', kinds: ['unit', 'property', 'architecture'], withCoverage: true, workers: 2 },
  { name: 'workflow', kinds: ['workflow', 'replay', 'contract'], workers: 2 },
  { name: 'integration', kinds: ['integration'], workers: 2 },
  { name: 'e2e', kinds: ['e2e'], workers: 1 },
];

/** Every branch of the pure rooms decides whether customers see a bad release. */
const COVERAGE = { './waves/': { branches: 100 }, './alarms/': { branches: 100 } };

/** Runs that take too long for every commit; named at the end of the checks so that nobody believes they ran. */
export const LONG_RUNS = [
  { script: 'bench', does: 'measures the budgets against bare Temporal workflows of the same shape' },
  {
    script: 'test:every-point',
    does: 'aborts, cancels and takes back at every point of a rollout, not at a sample of them',
  },
  { script: 'test:load', does: 'rolls thousands of cells on one machine' },
  { script: 'screenshots', does: 'makes the pictures of the README' },
];

const FOLDERS = ['alarms', 'waves', 'activities', 'workflows', 'runtime', 'cli', 'sandbox', 'test', 'bench'];

/** The checks that this tree can run: `{ name, command, args, isTestRun, timeoutMs, report? }`. */
export function checksFor(root) {
  const possible = STATIC_CHECKS.filter(({ needs = [] }) => needs.every((path) => existsSync(join(root, path))));
  return [...possible.map((check) => staticCheck(root, check)), ...TEST_RUNS.flatMap((run) => testRun(root, run))];
}

function staticCheck(root, { name, bin, script, args }) {
  const folders = name === 'imports' ? FOLDERS.filter((folder) => existsSync(join(root, folder))) : [];
  const program = script ?? join('node_modules', bin);
  return {
    name,
    command: process.execPath,
    args: [program, ...args, ...folders],
    isTestRun: false,
    timeoutMs: 10 * MINUTE_MS,
  };
}

function testRun(root, { name, kinds, withCoverage, workers }) {
  const present = kinds.filter((kind) => holdsTests(join(root, 'test', kind)));
  if (present.length === 0) return [];
  const report = join(CACHE, `jest-${name}.json`);
  const args = [
    ...['node_modules/jest/bin/jest.js', '--selectProjects', ...present],
    ...['--maxWorkers', String(workers), '--json', '--outputFile', report],
    ...(withCoverage ? ['--coverage', '--coverageThreshold', JSON.stringify(COVERAGE)] : []),
  ];
  return [
    {
      name,
      kinds: present,
      command: process.execPath,
      args,
      isTestRun: true,
      timeoutMs: 30 * MINUTE_MS,
      report: join(root, report),
    },
  ];
}

function holdsTests(folder) {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => String(path).endsWith('.test.ts'))
  );
}
