import { z } from 'zod';
import type { Call } from '../../../service';
import { invalidCombination, invalidValue, missingParameter } from '../errors';
import { dimensions, instant, readInput } from '../input';
import { datumOf, type Datum } from '../metric';
import { metricOf, type Operation } from './operation';

const statisticSet = z.object({
  SampleCount: z.number(),
  Sum: z.number(),
  Minimum: z.number(),
  Maximum: z.number(),
});

const metricDatum = z.object({
  MetricName: z.string().min(1).max(255),
  Dimensions: z.optional(dimensions),
  Timestamp: z.optional(instant),
  Value: z.optional(z.number()),
  Values: z.optional(z.array(z.number()).max(150)),
  Counts: z.optional(z.array(z.number()).max(150)),
  StatisticValues: z.optional(statisticSet),
  Unit: z.optional(z.string()),
  StorageResolution: z.optional(z.number()),
});
type MetricDatum = z.output<typeof metricDatum>;

const shape = z.object({
  Namespace: z.string().min(1).max(255),
  MetricData: z.optional(z.array(metricDatum).max(1_000, 'Member must have length less than or equal to 1000')),
});

export const putMetricData: Operation = ({ book, metrics }, call) => {
  const { Namespace, MetricData } = readInput(shape, call);
  if (Namespace.startsWith('AWS/')) throw invalidValue('The value AWS/ for parameter Namespace is reserved.');
  if (MetricData === undefined) throw missingParameter('The parameter MetricData is required.');
  const told = MetricData.map((wire) => ({ metric: metricOf({ Namespace, ...wire }), data: dataOf(wire, call) }));
  for (const { metric, data } of told) for (const datum of data) metrics.put(book.scope, metric, datum);
  return {};
};

function dataOf(wire: MetricDatum, call: Call): readonly Datum[] {
  const at = wire.Timestamp === undefined ? call.at : wire.Timestamp - call.skewMs;
  const forms = [wire.Value, wire.Values, wire.StatisticValues].filter((form) => form !== undefined);
  if (forms.length !== 1) throw invalidCombination('give exactly one of Value, Values and StatisticValues');
  if (wire.Value !== undefined) return [datumOf(at, wire.Value)];
  if (wire.StatisticValues !== undefined) {
    const { SampleCount, Sum, Minimum, Maximum } = wire.StatisticValues;
    return [{ at, count: SampleCount, sum: Sum, minimum: Minimum, maximum: Maximum }];
  }
  const values = wire.Values ?? [];
  if (wire.Counts !== undefined && wire.Counts.length !== values.length)
    throw invalidCombination('Counts and Values must be of the same length');
  return values.map((value, index) => countedDatum(at, value, wire.Counts?.[index] ?? 1));
}

function countedDatum(at: number, value: number, count: number): Datum {
  return { at, count, sum: value * count, minimum: value, maximum: value };
}
