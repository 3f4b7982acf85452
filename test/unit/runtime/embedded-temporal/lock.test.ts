import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder, parseLock } from '../../../../runtime/embedded-temporal/lock';
import { reapOrphan } from '../../../../runtime/embedded-temporal/server-process';
import { isStill, processIdentity } from '../../../../runtime/process-identity';
import { useTempFolder } from '../../../support/temp-folder';

const folder = useTempFolder();
const lockPath = (): string => join(folder(), 'temporal.lock');
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function aProcess(): number {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  children.push(child);
  return child.pid ?? 0;
}

const nobody = { pid: process.pid, identity: 'began at another time' };

function take(reap: (pid: number, identity: string) => Promise<void> = async () => undefined) {
  const lines: string[] = [];
  const taken = lockFolder({ folder: folder(), report: (line) => void lines.push(line), reap });
  return { taken, lines };
}

test('a folder is taken once; freed, it can be taken again; nothing is left lying about', async () => {
  const first = await take().taken;
  await expect(take().taken).rejects.toMatchObject({
    kind: 'folder-busy',
    message: expect.stringContaining(`${process.pid}`),
  });
  await first.release();
  await (await take().taken).release();
  expect(readdirSync(folder())).toEqual([]);
});

test('of several at once exactly one gets it', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => take().taken));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a lock of a process that has ended is removed, even if its number is in use again', async () => {
  writeFileSync(lockPath(), JSON.stringify({ owner: nobody }));
  const { taken, lines } = take();
  await (await taken).release();
  expect(lines).toEqual([expect.stringContaining('stale lock')]);
});

test('of several that find a stale lock exactly one gets it', async () => {
  writeFileSync(lockPath(), JSON.stringify({ owner: nobody }));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => take().taken));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a lock that was cut off while it was written is stale', async () => {
  writeFileSync(lockPath(), '{"owner": {"pid"');
  await (await take().taken).release();
  expect(existsSync(lockPath())).toBe(false);
});

test('a server that a dead owner left behind is ended before the folder is taken', async () => {
  const pid = aProcess();
  const identity = processIdentity(pid) ?? '';
  writeFileSync(lockPath(), JSON.stringify({ owner: nobody, server: { pid, identity } }));
  const { taken, lines } = take(reapOrphan);
  await taken;
  expect(isStill(pid, identity)).toBe(false);
  expect(lines).toEqual([expect.stringContaining(`left behind (process ${pid})`)]);
});

test('a stranger that got the number of our dead server is left alone', async () => {
  const pid = aProcess();
  writeFileSync(lockPath(), JSON.stringify({ owner: nobody, server: { pid, identity: 'our server, long ago' } }));
  await take(reapOrphan).taken;
  expect(processIdentity(pid)).toBeDefined();
});

test('the server is noted beside its owner', async () => {
  const lock = await take().taken;
  await lock.noteServer(process.pid);
  const noted = parseLock(readFileSync(lockPath(), 'utf8'));
  expect(noted?.owner).toEqual(noted?.server);
  expect(noted?.owner).toEqual({ pid: process.pid, identity: processIdentity(process.pid) });
});
