import type { WatchOrder, WatchReturn, WatchState } from './watch-state';

/** A bake's watch comes back this often at least, so that a cancel, which loses heartbeats, costs no more of its clock. */
const RETURNS_A_BAKE = 16;

/** Whether a watch that began at `before` has something to tell its workflow; what matters most first. */
export function watchReturn(before: WatchState, after: WatchState, order: WatchOrder): WatchReturn | undefined {
  if (order.until.kind === 'one-look') return 'one-look';
  if (after.reds.length > 0) return 'red';
  if (isGoodEnough(after, order)) return 'good-enough';
  if (hasChanged(before, after, order)) return 'verdict-changed';
  return hasProgressed(before, after, order) ? 'progress' : undefined;
}

/**
 * The first look always tells: a watch begins as `waiting`, and whoever waits must be named. While cells are being started it is who is not
 * healthy that counts, not only how bad the worst is: while one cell waits, another may begin to.
 */
function hasChanged(before: WatchState, after: WatchState, { tellsWho }: WatchOrder): boolean {
  if (before.looks === 0 || after.verdict.kind !== before.verdict.kind) return true;
  if (tellsWho !== true) return false;
  return JSON.stringify(after.unwell) !== JSON.stringify(before.unwell);
}

function isGoodEnough({ goodMs, verdict }: WatchState, { until, counting }: WatchOrder): boolean {
  return counting && until.kind === 'good' && verdict.kind === 'healthy' && goodMs >= until.bakeMs;
}

function hasProgressed(before: WatchState, after: WatchState, { until }: WatchOrder): boolean {
  const passedMs = after.goodMs - before.goodMs;
  return until.kind === 'good' && passedMs > 0 && passedMs >= until.bakeMs / RETURNS_A_BAKE;
}
