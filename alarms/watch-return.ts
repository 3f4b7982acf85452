import { hasSamples } from './samples';
import type { WatchOrder, WatchReturn, WatchState } from './watch-state';

/** A bake's watch comes back this often at least, so that a cancel, which loses heartbeats, costs no more of its clock. */
const RETURNS_A_BAKE = 16;

/** Beyond its bake there is no clock to lose: only what was counted is told. */
const RETURNS_BEYOND = 4;

/** Whether a watch that began at `before` has something to tell its workflow; what matters most first. */
export function watchReturn(before: WatchState, after: WatchState, order: WatchOrder): WatchReturn | undefined {
  if (order.until.kind === 'one-look') return 'one-look';
  if (after.reds.length > 0) return 'red';
  if (isGoodEnough(after, order)) return 'good-enough';
  if (lacksSamples(before, after, order)) return 'too-few-samples';
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

function isGoodEnough({ goodMs, verdict, samples }: WatchState, order: WatchOrder): boolean {
  const { until, counting } = order;
  const isBaked = counting && until.kind === 'good' && verdict.kind === 'healthy' && goodMs >= until.bakeMs;
  return isBaked && hasSamples(order.samples, samples);
}

/** Told once, when the longest bake is over. */
function lacksSamples(before: WatchState, after: WatchState, { samples }: WatchOrder): boolean {
  if (samples === undefined || hasSamples(samples, after.samples)) return false;
  return before.goodMs < samples.limitMs && after.goodMs >= samples.limitMs;
}

function hasProgressed(before: WatchState, after: WatchState, { until, samples }: WatchOrder): boolean {
  if (until.kind !== 'good') return false;
  const passedMs = after.goodMs - before.goodMs;
  const isBeyond = samples !== undefined && after.goodMs > until.bakeMs;
  const stepMs = isBeyond ? (samples.limitMs - until.bakeMs) / RETURNS_BEYOND : until.bakeMs / RETURNS_A_BAKE;
  return passedMs > 0 && passedMs >= stepMs;
}
