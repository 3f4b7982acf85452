import type { Bakes, Policy } from '../../waves/policy';

/** Bakes of a second, but for those that the test names. */
export function shortBakes(change: Partial<Bakes>): Pick<Policy, 'bakes'> {
  return { bakes: { oneBoxMs: 1_000, oneCellMs: 1_000, oneAzMs: 1_000, regionMs: 1_000, soakMs: 1_000, ...change } };
}
