/** The whole of a Region's weight. */
export const WHOLE_BASIS_POINTS = 10_000;

/**
 * Shares the whole among the weights by largest remainder: every share is a whole number of basis points less than one away from the exact one,
 * and together they are exactly 10000. Ties go to the earlier weight.
 */
export function shareOut(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (weight / total) * WHOLE_BASIS_POINTS);
  const floors = exact.map(Math.floor);
  const missing = WHOLE_BASIS_POINTS - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const rounded = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return floors.map((floor, index) => floor + (rounded.has(index) ? 1 : 0));
}

/**
 * Share of the Region's weight on the release after each wave. `excludedWeight` counts in the Region's total and is never exposed, so the last
 * wave reads 10000 less its share.
 */
export function cumulativeExposure(waveWeights: readonly number[], excludedWeight: number): readonly number[] {
  const shares = shareOut([...waveWeights, excludedWeight]).slice(0, -1);
  let sum = 0;
  return shares.map((share) => (sum += share));
}
