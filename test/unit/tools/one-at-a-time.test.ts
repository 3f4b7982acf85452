import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callModule } from '../../support/run-module';

const LOCK = 'tools/setup/one-at-a-time.mjs';
const APPEND = `module.oneAtATime({ lockFile: input.lockFile, say: () => {} }, async () => {
  const { appendFileSync } = await import('node:fs');
  appendFileSync(input.log, 'in ');
  await new Promise((resolve) => setTimeout(resolve, 50));
  appendFileSync(input.log, 'out ');
})`;

describe('the lock of the set-up', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const files = (): { lockFile: string; log: string } => ({
    lockFile: join(folder, '.lock'),
    log: join(folder, 'log'),
  });

  it('lets processes that start together work one after another', async () => {
    const { lockFile, log } = files();
    await Promise.all(Array.from({ length: 4 }, () => callModule(LOCK, APPEND, { lockFile, log })));
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4));
    expect(existsSync(lockFile)).toBe(false);
  });

  it('takes over the lock of a process that is gone', async () => {
    const { lockFile, log } = files();
    // Linux, macOS and Windows give no process a number as high as this one.
    writeFileSync(lockFile, '999999999');
    await Promise.all([callModule(LOCK, APPEND, { lockFile, log }), callModule(LOCK, APPEND, { lockFile, log })]);
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(2));
  });

  it('gives the lock back when the work fails', async () => {
    const { lockFile } = files();
    const failing = `module.oneAtATime({ lockFile: input.lockFile, say: () => {} }, () => { throw new Error('broken'); })`;
    await expect(callModule(LOCK, failing, { lockFile })).rejects.toThrow('broken');
    expect(existsSync(lockFile)).toBe(false);
  });
});
