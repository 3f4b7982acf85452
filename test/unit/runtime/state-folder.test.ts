import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConnectionNote, stateFolder, writeConnectionNote } from '../../../runtime/state-folder';
import { useTempFolder } from '../../support/temp-folder';

const folder = useTempFolder();
const at = { address: '127.0.0.1:4000', namespace: 'default', uiUrl: 'http://127.0.0.1:5000' };
const notePath = (): string => join(folder(), 'connection.json');

async function read() {
  const lines: string[] = [];
  return { note: await readConnectionNote(folder(), (line) => void lines.push(line)), lines };
}

test.each([
  [{ CELLWAVE_STATE_DIR: '/here', XDG_STATE_HOME: '/xdg' }, '/here'],
  [{ CELLWAVE_STATE_DIR: '', XDG_STATE_HOME: '/xdg' }, '/xdg/cellwave'],
])('%j keeps state in %s', (env, expected) => {
  expect(stateFolder(env)).toBe(expected);
});

test('without any variable it is in the home folder', () => {
  expect(stateFolder({})).toMatch(/\.local\/state\/cellwave$/);
});

test('a note is found while its process runs, and gone when it is taken back', async () => {
  const takeBack = await writeConnectionNote(folder(), at);
  expect((await read()).note).toMatchObject({ ...at, pid: process.pid });
  await takeBack();
  expect(existsSync(notePath())).toBe(false);
});

test('a note of an ended process is ignored with a line, even if its number is in use again', async () => {
  await writeConnectionNote(folder(), at);
  const note = JSON.parse(readFileSync(notePath(), 'utf8'));
  writeFileSync(notePath(), JSON.stringify({ ...note, identity: 'began at another time' }));
  const { note: found, lines } = await read();
  expect(found).toBeUndefined();
  expect(lines).toEqual([expect.stringContaining(`process ${process.pid}`)]);
});

test.each(['', '{"address":', '{}', '[]', '{"address":1}'])('a note that reads %j is no note', async (text) => {
  writeFileSync(notePath(), text);
  expect(await read()).toEqual({ note: undefined, lines: [] });
});

test('who ends later does not take back the note of a process that came after it', async () => {
  const takeBack = await writeConnectionNote(folder(), at);
  const note = JSON.parse(readFileSync(notePath(), 'utf8'));
  writeFileSync(notePath(), JSON.stringify({ ...note, pid: 1 }));
  await takeBack();
  expect(existsSync(notePath())).toBe(true);
});
