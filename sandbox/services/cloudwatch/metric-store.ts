import { metricKey, scopeKey, type Datum, type Metric, type Scope } from './metric';

export type MetricStore = {
  put(scope: Scope, metric: Metric, datum: Datum): void;
  /** What was published in [fromAt, toAt), oldest first. */
  read(scope: Scope, metric: Metric, window: Window): readonly Datum[];
};

export type Window = { readonly fromAt: number; readonly toAt: number };

/** Beyond this a series loses its oldest data, so that a sandbox left running for days stays small. */
const mostDataPerSeries = 4_000;

export function createMetricStore(): MetricStore {
  const scopes = new Map<string, Map<string, Datum[]>>();
  const seriesIn = (scope: Scope): Map<string, Datum[]> => {
    const key = scopeKey(scope);
    const series = scopes.get(key) ?? new Map<string, Datum[]>();
    scopes.set(key, series);
    return series;
  };
  return {
    put(scope, metric, datum) {
      const series = seriesIn(scope);
      const key = metricKey(metric);
      const data = series.get(key) ?? [];
      series.set(key, data);
      insertInOrder(data, datum);
      if (data.length > 2 * mostDataPerSeries) data.splice(0, data.length - mostDataPerSeries);
    },
    read(scope, metric, { fromAt, toAt }) {
      const data = seriesIn(scope).get(metricKey(metric)) ?? [];
      return data.slice(firstAtOrAfter(data, fromAt), firstAtOrAfter(data, toAt));
    },
  };
}

function insertInOrder(data: Datum[], datum: Datum): void {
  const last = data.at(-1);
  if (last === undefined || last.at <= datum.at) data.push(datum);
  else data.splice(firstAtOrAfter(data, datum.at), 0, datum);
}

function firstAtOrAfter(data: readonly Datum[], at: number): number {
  let low = 0;
  let high = data.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((data[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
