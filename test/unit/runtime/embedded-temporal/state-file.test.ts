import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDatabase } from '../../../../runtime/embedded-temporal/state-file';
import { useTempFolder } from '../../../support/temp-folder';

const folder = useTempFolder();
const database = (): string => join(folder(), 'temporal.db');
const sqlite = 'SQLite format 3\0 and pages';

async function prepare(version: string) {
  const lines: string[] = [];
  return { path: await prepareDatabase(folder(), version, (line) => void lines.push(line)), lines };
}

test('a first start has no file yet and nothing to say', async () => {
  expect(await prepare('1.32.0')).toEqual({ path: database(), lines: [] });
});

test('a file of the same minor version is used again', async () => {
  await prepare('1.32.0');
  writeFileSync(database(), sqlite);
  expect((await prepare('1.32.4')).lines).toEqual([]);
  expect(readFileSync(database(), 'latin1')).toBe(sqlite);
});

test.each(['1.31.2', '1.33.0'])('a file that server %s wrote is kept aside with its companions', async (writer) => {
  await prepare(writer);
  writeFileSync(database(), sqlite);
  writeFileSync(`${database()}-wal`, 'wal');
  const { lines } = await prepare('1.32.0');
  expect(lines).toEqual([expect.stringContaining(`written by server ${writer}, this is 1.32.0`)]);
  expect(existsSync(database())).toBe(false);
  expect(existsSync(`${database()}-wal`)).toBe(false);
  expect(readFileSync(`${database()}.aside-1`, 'latin1')).toBe(sqlite);
  expect(readFileSync(`${database()}.aside-1-wal`, 'latin1')).toBe('wal');
  // Once only: the fresh file is this server's.
  writeFileSync(database(), sqlite);
  expect((await prepare('1.32.0')).lines).toEqual([]);
});

test('files set aside earlier are never overwritten', async () => {
  for (const content of ['first', 'second']) {
    writeFileSync(database(), content);
    expect((await prepare('1.32.0')).lines).toEqual([expect.stringContaining('is not a database')]);
  }
  expect(readFileSync(`${database()}.aside-1`, 'utf8')).toBe('first');
  expect(readFileSync(`${database()}.aside-2`, 'utf8')).toBe('second');
});
