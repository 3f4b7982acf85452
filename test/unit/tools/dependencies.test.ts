import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callModule } from '../../support/run-module';

type Packages = Readonly<Record<string, unknown>>;

const PINO = { version: '10.4.0', integrity: 'sha512-a' };

async function areCurrent(locked: Packages, installed: Packages | undefined): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'clone-'));
  try {
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ packages: { '': { name: 'cellwave' }, ...locked } }),
    );
    mkdirSync(join(root, 'node_modules'));
    if (installed !== undefined)
      writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    return await callModule('tools/setup/dependencies.mjs', 'module.dependenciesAreCurrent(input)', root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const PINO_IS_LOCKED = { 'node_modules/pino': PINO };
const FOR_ANOTHER_PLATFORM = { 'node_modules/x-darwin': { version: '1.0.0', optional: true, os: ['darwin'] } };

describe('the installed packages', () => {
  it.each([
    { what: 'are missing in a fresh clone', locked: PINO_IS_LOCKED, installed: undefined, current: false },
    { what: 'are current after an install', locked: PINO_IS_LOCKED, installed: PINO_IS_LOCKED, current: true },
    { what: 'are outdated when one is new in the lock file', locked: PINO_IS_LOCKED, installed: {}, current: false },
    { what: 'are outdated when one is no longer locked', locked: {}, installed: PINO_IS_LOCKED, current: false },
    {
      what: 'are outdated when a version changed',
      locked: PINO_IS_LOCKED,
      installed: { 'node_modules/pino': { ...PINO, version: '10.3.0' } },
      current: false,
    },
    {
      what: 'are outdated when a digest changed',
      locked: PINO_IS_LOCKED,
      installed: { 'node_modules/pino': { ...PINO, integrity: 'sha512-b' } },
      current: false,
    },
    { what: 'need not hold what is for another platform', locked: FOR_ANOTHER_PLATFORM, installed: {}, current: true },
  ])('$what', async ({ locked, installed, current }) => {
    expect(await areCurrent(locked, installed)).toBe(current);
  });
});
