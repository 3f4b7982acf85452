/** The whole of a Region's weight. */
const WHOLE_BASIS_POINTS = 10_000;

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

/** The share of the first `count` of what was shared out. */
export function shareOfFirst(count: number, shares: readonly number[]): number {
  return shares.slice(0, count).reduce((sum, share) => sum + share, 0);
}

/** `28.6 %`, `100 %`: one decimal where it is not whole, for plan, board and pages alike. Never all before it is all, nor nothing. */
export function shareText(basisPoints: number): string {
  const percent = basisPoints / 100;
  if (basisPoints % 100 === 0) return `${percent} %`;
  if (percent < SMALLEST_SHOWN) return `${percent.toFixed(2)} %`;
  return `${Math.min(percent, LARGEST_PART).toFixed(1)} %`;
}

/** What one decimal can still show, and the largest that it does not round up to the whole. */
const SMALLEST_SHOWN = 0.1;
const LARGEST_PART = 99.9;
