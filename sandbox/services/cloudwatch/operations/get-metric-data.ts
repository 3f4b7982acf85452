import { z } from 'zod';
import type { FaultEffect } from '../../../faults';
import { invalid, invalidNextToken } from '../errors';
import { dimensions, instant, readInput } from '../input';
import { readPageToken, writePageToken } from '../page-token';
import { parseStatistic, statisticOf, type Statistic } from '../statistic';
import { metricOf, type Desk, type Operation } from './operation';

const query = z.object({
  Id: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, 'Member must begin with a lower case letter'),
  Label: z.optional(z.string()),
  ReturnData: z.optional(z.boolean()),
  Expression: z.optional(z.string()),
  MetricStat: z.optional(
    z.object({
      Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: z.optional(dimensions) }),
      Period: z.int().min(1),
      Stat: z.string(),
    }),
  ),
});
type Query = z.output<typeof query>;

const shape = z.object({
  MetricDataQueries: z.array(query).max(500, 'Member must have length less than or equal to 500'),
  StartTime: instant,
  EndTime: instant,
  ScanBy: z.optional(z.enum(['TimestampDescending', 'TimestampAscending'])),
  MaxDatapoints: z.optional(z.int().min(1).max(100_800)),
  NextToken: z.optional(z.string()),
});

type Result = {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly Date[];
  readonly Values: readonly number[];
  readonly StatusCode: string;
};

type Page = {
  readonly MetricDataResults: readonly Result[];
  readonly Messages: readonly never[];
  readonly NextToken: string | undefined;
};

type MetricDataFault = Extract<FaultEffect, { kind: 'metric-data' }>;

type Series = { readonly query: Query; readonly values: readonly { readonly at: number; readonly value: number }[] };

/** Periods are seconds of the simulation, time stamps are of the clock: at speed 60 a period of 60 gives a value each second. */
export const getMetricData: Operation = (desk, call) => {
  const wire = readInput(shape, call);
  const window = { fromAt: wire.StartTime - call.skewMs, toAt: wire.EndTime - call.skewMs };
  if (window.fromAt >= window.toAt) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  const isAscending = wire.ScanBy === 'TimestampAscending';
  const series = wire.MetricDataQueries.filter((each) => each.ReturnData !== false).map((each): Series => {
    const values = valuesOf(desk, each, window);
    return { query: each, values: isAscending ? values : values.toReversed() };
  });
  const page = pageOf(series, offsetIn(wire.NextToken), wire.MaxDatapoints ?? 100_800);
  const [fault] = call.effects.flatMap((effect) => (effect.kind === 'metric-data' ? [effect] : []));
  return fault === undefined
    ? page
    : { ...page, MetricDataResults: page.MetricDataResults.map(struckBy(fault.status)) };
};

/** CloudWatch answers 200 all the same, and says it of each query. */
function struckBy(status: MetricDataFault['status']): (result: Result) => Result {
  return ({ Id, Label, Timestamps, Values, StatusCode }) => {
    const half = status === 'PartialData' ? Math.floor(Values.length / 2) : 0;
    return {
      Id,
      Label,
      Timestamps: Timestamps.slice(0, half),
      Values: Values.slice(0, half),
      StatusCode: status === 'Empty' ? StatusCode : status,
    };
  };
}

function offsetIn(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = Number(readPageToken('data', token));
  if (!Number.isSafeInteger(offset) || offset < 0) throw invalidNextToken();
  return offset;
}

/** Datapoints of all queries are counted through, in the queries' order; a page is a stretch of that count. */
function pageOf(series: readonly Series[], offset: number, size: number): Page {
  let begin = 0;
  const results = series.map(({ query, values }): Result => {
    const part = values.slice(Math.max(0, offset - begin), Math.max(0, offset + size - begin));
    const isPartial = begin + values.length > offset + size;
    begin += values.length;
    return {
      Id: query.Id,
      Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
      Timestamps: part.map(({ at }) => new Date(at)),
      Values: part.map(({ value }) => value),
      StatusCode: isPartial ? 'PartialData' : 'Complete',
    };
  });
  const hasMore = begin > offset + size;
  return {
    MetricDataResults: results,
    Messages: [],
    NextToken: hasMore ? writePageToken('data', String(offset + size)) : undefined,
  };
}

function valuesOf(desk: Desk, { MetricStat, Id }: Query, window: { fromAt: number; toAt: number }): Series['values'] {
  if (MetricStat === undefined) throw invalid(`expressions are not simulated: query ${Id} must have a MetricStat`);
  const statistic = parseStatistic(MetricStat.Stat);
  if (statistic === undefined) throw invalid(`Invalid statistic: ${MetricStat.Stat}`);
  const data = desk.metrics.read(desk.book.scope, metricOf(MetricStat.Metric), window);
  return bucket(data, MetricStat.Period * desk.msPerSecond, statistic);
}

type Data = ReturnType<Desk['metrics']['read']>;

function bucket(data: Data, periodMs: number, statistic: Statistic): Series['values'] {
  const buckets = new Map<number, Data[number][]>();
  for (const datum of data) {
    const index = Math.floor(datum.at / periodMs);
    const bucketed = buckets.get(index);
    if (bucketed === undefined) buckets.set(index, [datum]);
    else bucketed.push(datum);
  }
  return [...buckets].flatMap(([index, bucketed]) => {
    const value = statisticOf(bucketed, statistic);
    return value === undefined ? [] : [{ at: index * periodMs, value }];
  });
}
