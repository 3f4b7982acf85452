import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../runtime/process-identity';

/** Runs whose files are kept for a look after they have ended. */
const KEPT = 3;
const NAME = /^\d{8}-\d{6}-(?<pid>\d+)$/;

/** A folder of its own for each run of the demo: database, files, logs, the sandbox's record. Old ones go. */
export async function openRunFolder(stateFolder: string, now: Date): Promise<string> {
  const demos = join(stateFolder, 'demo');
  await removeOld(demos);
  const stamp = now
    .toISOString()
    .replace(/[-:]|\..*/g, '')
    .replace('T', '-');
  const folder = join(demos, `${stamp}-${process.pid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

async function removeOld(demos: string): Promise<void> {
  const names = await readdir(demos).catch(() => []);
  const ended = names.filter((name) => {
    const pid = NAME.exec(name)?.groups?.['pid'];
    return pid !== undefined && !isAlive(Number(pid));
  });
  const old = ended.sort().slice(0, -KEPT);
  await Promise.all(old.map((name) => rm(join(demos, name), { recursive: true, force: true })));
}
