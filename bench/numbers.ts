/** The value below which so many of a hundred lie; of few values the 99th is the largest. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
