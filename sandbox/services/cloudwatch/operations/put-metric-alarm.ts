import { z } from 'zod';
import { comparisons, missingDataTreatments, type MetricAlarm } from '../alarm';
import { invalid, invalidCombination, missingParameter } from '../errors';
import { alarmName, dimensions, readInput } from '../input';
import { parseStatistic, type Statistic } from '../statistic';
import { actionMembers, actionsOf } from './alarm-actions';
import { metricOf, type Operation } from './operation';

const positive = z.int().min(1, 'Member must have value greater than or equal to 1');

const shape = z.object({
  AlarmName: alarmName,
  ...actionMembers,
  MetricName: z.optional(z.string().min(1).max(255)),
  Namespace: z.optional(z.string().min(1).max(255)),
  Statistic: z.optional(z.string()),
  ExtendedStatistic: z.optional(z.string()),
  Dimensions: z.optional(dimensions),
  Period: z.optional(positive),
  EvaluationPeriods: z.optional(positive),
  DatapointsToAlarm: z.optional(positive),
  Threshold: z.optional(z.number()),
  ComparisonOperator: z.enum(comparisons, `Member must satisfy enum value set: [${comparisons.join(', ')}]`),
  TreatMissingData: z.optional(z.enum(missingDataTreatments)),
  Metrics: z.optional(z.array(z.unknown())),
});
type Wire = z.output<typeof shape>;

const secondsPerDay = 86_400;
const secondsPerWeek = 604_800;

export const putMetricAlarm: Operation = ({ book }, call) => {
  const wire = readInput(shape, call);
  const alarm = metricAlarmOf(wire);
  refuseOddTimes(alarm);
  book.define(alarm, call.at);
  return {};
};

function metricAlarmOf(wire: Wire): MetricAlarm {
  if (wire.Metrics !== undefined) throw invalid('metric math alarms are not simulated: name one metric');
  return {
    kind: 'metric',
    name: wire.AlarmName,
    ...actionsOf(wire),
    metric: metricOf({
      Namespace: required(wire.Namespace, 'Namespace'),
      MetricName: required(wire.MetricName, 'MetricName'),
      Dimensions: wire.Dimensions,
    }),
    statistic: statisticIn(wire),
    periodSeconds: required(wire.Period, 'Period'),
    evaluationPeriods: required(wire.EvaluationPeriods, 'EvaluationPeriods'),
    datapointsToAlarm: wire.DatapointsToAlarm,
    threshold: required(wire.Threshold, 'Threshold'),
    comparison: wire.ComparisonOperator,
    treatMissingData: wire.TreatMissingData ?? 'missing',
  };
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw missingParameter(`The parameter ${name} is required.`);
  return value;
}

function statisticIn({ Statistic, ExtendedStatistic }: Wire): Statistic {
  if (Statistic !== undefined && ExtendedStatistic !== undefined)
    throw invalidCombination('Statistic and ExtendedStatistic cannot be given together');
  const text = required(Statistic ?? ExtendedStatistic, 'Statistic');
  const statistic = parseStatistic(text);
  const isPercentile = statistic?.startsWith('p') === true;
  if (statistic === undefined || isPercentile !== (Statistic === undefined))
    throw invalid(`Invalid statistic: ${text}`);
  return statistic;
}

function refuseOddTimes({ periodSeconds, evaluationPeriods, datapointsToAlarm }: MetricAlarm): void {
  if (![10, 20, 30].includes(periodSeconds) && periodSeconds % 60 !== 0)
    throw invalid('Period must be 10, 20, 30 or a multiple of 60');
  const limit = periodSeconds >= 3_600 ? secondsPerWeek : secondsPerDay;
  if (periodSeconds * evaluationPeriods > limit)
    throw invalid('Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).');
  if ((datapointsToAlarm ?? 1) > evaluationPeriods)
    throw invalid('DatapointsToAlarm must be less than or equal to EvaluationPeriods');
}
