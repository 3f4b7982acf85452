import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { builtCli } from '../support/built-cli';
import { useTempFolder } from '../support/temp-folder';

const REPO = resolve(__dirname, '../..');
const folder = useTempFolder();

const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 150_000 });

test('the packed tarball, installed in an empty folder, shows its help and plays the demo', () => {
  // Built by now, so that packing has nothing to do but pack.
  expect(dirname(builtCli())).toBe(join(REPO, 'dist', 'cli'));
  npm(REPO, 'pack', '--ignore-scripts', '--pack-destination', folder());
  const tarball = readdirSync(folder()).find((name) => name.endsWith('.tgz')) ?? 'no tarball';
  writeFileSync(join(folder(), 'package.json'), '{ "private": true }');
  npm(folder(), 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`);

  const cellwave = (...args: readonly string[]): string =>
    execFileSync('npx', ['--no-install', 'cellwave', ...args], {
      cwd: folder(),
      encoding: 'utf8',
      env: { ...process.env, CELLWAVE_STATE_DIR: join(folder(), 'state') },
      timeout: 150_000,
    });
  expect(cellwave('--help')).toContain('cellwave demo');
  expect(cellwave('demo', '--list')).toContain('load-fault');
  expect(cellwave('demo', '--exit', 'good')).toContain('as scripted');
}, 400_000);
