// Lets one process at a time set the clone up: `npm test` in one terminal and `npm run demo` in another must not both rewrite node_modules.
// The lock lies beside node_modules, because `npm ci` deletes that folder.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LONGEST_WAIT_MS = 10 * 60_000;
const LOOK_EVERY_MS = 200;

/** Runs `work` while no other process holds `lockFile`. A lock whose process is gone is taken over. */
export async function oneAtATime({ lockFile, say }, work) {
  await acquire(lockFile, say);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

async function acquire(lockFile, say) {
  const deadlineAt = Date.now() + LONGEST_WAIT_MS;
  for (let told = false; !take(lockFile); told = true) {
    const holder = holderOf(lockFile);
    if (holder !== undefined && !isAlive(holder)) discard(lockFile, holder);
    else if (Date.now() > deadlineAt)
      throw new Error(`process ${holder} still holds ${lockFile}; end it, or delete that file`);
    else {
      if (!told) say(`waiting for process ${holder}, which is setting up this clone`);
      await delay(LOOK_EVERY_MS);
    }
  }
}

/** A link appears with its content or not at all, so nobody ever reads a half-written lock. */
function take(lockFile) {
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lockFile);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderOf(lockFile) {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two waiters may both see the same dead holder: whoever moved a live lock away by mistake puts it back. */
function discard(lockFile, deadPid) {
  const aside = `${lockFile}.stale.${process.pid}`;
  try {
    renameSync(lockFile, aside);
    if (holderOf(aside) !== deadPid) linkSync(aside, lockFile);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
