import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const REPO = resolve(__dirname, '../..');
const CRUISER = join(REPO, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** What every room exports in the little house that is built to be cruised. */
const FURNITURE = [
  'alarms',
  'waves',
  'activities',
  'workflows/contract',
  'workflows',
  'runtime',
  'cli',
  'sandbox',
  'test',
];

/** The project's own rules; only that node_modules is a link here must not show in the paths. */
const RULES = `
const rules = require(${JSON.stringify(join(REPO, '.dependency-cruiser.cjs'))});
module.exports = { ...rules, options: { ...rules.options, preserveSymlinks: true } };
`;

type Case = { readonly from: string; readonly imports: string; readonly rule: string };

const FORBIDDEN: readonly Case[] = [
  { from: 'alarms', imports: "import { thing } from '../waves/thing'", rule: 'alarms-uses-only-what-lies-below' },
  { from: 'waves', imports: "import { thing } from '../activities/thing'", rule: 'waves-uses-only-what-lies-below' },
  {
    from: 'waves',
    imports: "import type { Thing } from '../workflows/thing'",
    rule: 'waves-uses-only-what-lies-below',
  },
  {
    from: 'activities',
    imports: "import { thing } from '../workflows/thing'",
    rule: 'activities-uses-only-what-lies-below',
  },
  {
    from: 'activities',
    imports: "import { thing } from '../runtime/thing'",
    rule: 'activities-uses-only-what-lies-below',
  },
  {
    from: 'workflows',
    imports: "import { thing } from '../runtime/thing'",
    rule: 'workflows-uses-only-what-lies-below',
  },
  {
    from: 'workflows',
    imports: "import { thing } from '../activities/thing'",
    rule: 'workflows-see-activities-as-types',
  },
  {
    from: 'workflows/contract',
    imports: "import { thing } from '../thing'",
    rule: 'workflows-contract-uses-only-what-lies-below',
  },
  { from: 'runtime', imports: "import { thing } from '../cli/thing'", rule: 'runtime-uses-only-what-lies-below' },
  { from: 'runtime', imports: "import { thing } from '../sandbox/thing'", rule: 'runtime-uses-only-what-lies-below' },
  { from: 'cli', imports: "import { thing } from '../workflows/thing'", rule: 'cli-uses-only-what-lies-below' },
  { from: 'cli', imports: "import { thing } from '../activities/thing'", rule: 'cli-uses-only-what-lies-below' },
  { from: 'sandbox', imports: "import { thing } from '../alarms/thing'", rule: 'sandbox-uses-only-what-lies-below' },
  { from: 'sandbox', imports: "import { thing } from '../waves/thing'", rule: 'sandbox-sees-waves-as-types' },
  { from: 'cli', imports: "import { thing } from '../test/thing'", rule: 'no-test-code-in-the-product' },
  { from: 'alarms', imports: "import { z as thing } from 'zod'", rule: 'pure-rooms-use-pure-packages' },
  {
    from: 'waves',
    imports: "import { log as thing } from '@temporalio/workflow'",
    rule: 'pure-rooms-use-pure-packages',
  },
  {
    from: 'waves',
    imports: "import { readFileSync as thing } from 'node:fs'",
    rule: 'no-node-modules-in-deterministic-code',
  },
  {
    from: 'workflows',
    imports: "import { randomUUID as thing } from 'crypto'",
    rule: 'no-node-modules-in-deterministic-code',
  },
  { from: 'workflows', imports: "import { z as thing } from 'zod'", rule: 'workflows-use-temporal-and-pure-packages' },
  {
    from: 'workflows',
    imports: "import { Client as thing } from '@temporalio/client'",
    rule: 'temporal-client-at-the-edge',
  },
  {
    from: 'activities',
    imports: "import { Client as thing } from '@temporalio/client'",
    rule: 'temporal-client-at-the-edge',
  },
  { from: 'cli', imports: "import { STSClient as thing } from '@aws-sdk/client-sts'", rule: 'aws-only-behind-ports' },
  {
    from: 'sandbox',
    imports: "import { log as thing } from '@temporalio/activity'",
    rule: 'sandbox-knows-no-temporal',
  },
  {
    from: 'runtime',
    imports: "import { build as thing } from 'fast-check'",
    rule: 'no-development-packages-in-the-product',
  },
  { from: 'cli', imports: "import { thing } from './not-there'", rule: 'everything-resolves' },
];

const ALLOWED: readonly Omit<Case, 'rule'>[] = [
  { from: 'waves', imports: "import { thing } from '../alarms/thing'" },
  { from: 'waves', imports: "import { DateTime as thing } from 'luxon'" },
  { from: 'activities', imports: "import { thing } from '../alarms/thing'" },
  { from: 'activities', imports: "import { thing } from '../workflows/contract/thing'" },
  { from: 'activities', imports: "import { STSClient as thing } from '@aws-sdk/client-sts'" },
  { from: 'workflows', imports: "import type { Thing as thing } from '../activities/thing'" },
  { from: 'workflows', imports: "import { log as thing } from '@temporalio/workflow'" },
  { from: 'workflows', imports: "import { thing } from '../waves/thing'" },
  { from: 'workflows/contract', imports: "import { thing } from '../../waves/thing'" },
  { from: 'runtime', imports: "import { thing } from '../activities/thing'" },
  { from: 'cli', imports: "import { thing } from '../runtime/thing'" },
  { from: 'cli', imports: "import { thing } from '../sandbox/thing'" },
  { from: 'cli', imports: "import { thing } from '../workflows/contract/thing'" },
  { from: 'sandbox', imports: "import type { Thing as thing } from '../waves/thing'" },
  { from: 'test', imports: "import { thing } from '../sandbox/thing'" },
];

type Violation = { readonly from: string; readonly rule: { readonly name: string } };

/** Builds the little house with one file per import, cruises it once, and answers the rules that each file breaks. */
async function rulesBroken(imports: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, readonly string[]>> {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  try {
    for (const file of ['package.json', 'tsconfig.json']) cpSync(join(REPO, file), join(house, file));
    writeFileSync(join(house, 'rules.cjs'), RULES);
    symlinkSync(join(REPO, 'node_modules'), join(house, 'node_modules'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    };
    for (const room of FURNITURE)
      write(`${room}/thing.ts`, 'export const thing = 1;\nexport type Thing = typeof thing;\n');
    for (const [path, statement] of imports) write(path, `${statement};\nexport const used = thing;\n`);
    return byFile(await cruise(house));
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

async function cruise(house: string): Promise<readonly Violation[]> {
  const rooms = [...new Set(FURNITURE.map((room) => room.split('/')[0] ?? room))];
  const args = [CRUISER, '--config', './rules.cjs', '--output-type', 'json', ...rooms];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: house, maxBuffer: 64 * 2 ** 20 });
  return JSON.parse(stdout).summary.violations;
}

function byFile(violations: readonly Violation[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { from, rule } of violations) found.set(from, [...(found.get(from) ?? []), rule.name]);
  return found;
}

describe('imports run one way', () => {
  const pathOf = ({ from }: { readonly from: string }, index: number, kind: string): string =>
    `${from}/${kind}-${index}.ts`;
  let broken: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    const forbidden = FORBIDDEN.map((each, index): [string, string] => [
      pathOf(each, index, 'forbidden'),
      each.imports,
    ]);
    const allowed = ALLOWED.map((each, index): [string, string] => [pathOf(each, index, 'allowed'), each.imports]);
    broken = await rulesBroken(new Map([...forbidden, ...allowed]));
  });

  it.each(FORBIDDEN.map((each, index) => ({ ...each, path: pathOf(each, index, 'forbidden') })))(
    'in $from, "$imports" breaks $rule',
    ({ path, rule }) => {
      expect(broken.get(path)).toContain(rule);
    },
  );

  it.each(ALLOWED.map((each, index) => ({ ...each, path: pathOf(each, index, 'allowed') })))(
    'in $from, "$imports" is fine',
    ({ path }) => {
      expect(broken.get(path) ?? []).toEqual([]);
    },
  );
});
