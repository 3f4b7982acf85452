import type { Datum } from './metric';

export const plainStatistics = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;
export type PlainStatistic = (typeof plainStatistics)[number];
/** A plain statistic or a percentile written the CloudWatch way: `p99`, `p99.9`. */
export type Statistic = PlainStatistic | `p${number}`;

export function parseStatistic(text: string): Statistic | undefined {
  const plain = plainStatistics.find((statistic) => statistic === text);
  if (plain !== undefined) return plain;
  const percent = percentileOf(text);
  return percent === undefined ? undefined : `p${percent}`;
}

function percentileOf(text: string): number | undefined {
  const digits = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const percent = Number(digits);
  return percent <= 100 ? percent : undefined;
}

/** The statistic over what was published in one period, or undefined when nothing was. */
export function statisticOf(data: readonly Datum[], statistic: Statistic): number | undefined {
  if (data.length === 0) return undefined;
  switch (statistic) {
    case 'SampleCount':
      return total(data, 'count');
    case 'Sum':
      return total(data, 'sum');
    case 'Average':
      return total(data, 'sum') / total(data, 'count');
    case 'Minimum':
      return Math.min(...data.map((datum) => datum.minimum));
    case 'Maximum':
      return Math.max(...data.map((datum) => datum.maximum));
    default:
      return percentile(data, percentileOf(statistic) ?? 100);
  }
}

function total(data: readonly Datum[], field: 'count' | 'sum'): number {
  return data.reduce((sum, datum) => sum + datum[field], 0);
}

/** Statistic sets that hide their values cannot be ranked: CloudWatch leaves them out of percentiles, and so does this. */
function percentile(data: readonly Datum[], percent: number): number | undefined {
  const ranked = data.filter((datum) => datum.minimum === datum.maximum).sort((a, b) => a.minimum - b.minimum);
  const wanted = (total(ranked, 'count') * percent) / 100;
  let seen = 0;
  for (const datum of ranked) {
    seen += datum.count;
    if (seen >= wanted) return datum.minimum;
  }
  return ranked.at(-1)?.minimum;
}
