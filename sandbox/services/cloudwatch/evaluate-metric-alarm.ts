import type { AlarmState, Comparison, MetricAlarm } from './alarm';
import { evaluationRange, judgeDatapoints, type Datapoint } from './judge-datapoints';
import type { Datum } from './metric';
import type { Window } from './metric-store';
import { statisticOf } from './statistic';

/** One period of the evaluation range as it was seen; `value` is undefined when nothing was published in it. */
export type EvaluatedPeriod = { readonly fromAt: number; readonly value: number | undefined; readonly count: number };

export type Evaluation = {
  readonly state: AlarmState | 'retain';
  /** Oldest first. */
  readonly periods: readonly EvaluatedPeriod[];
};

export type EvaluationMoment = {
  readonly at: number;
  /** Milliseconds of the clock that one second of the simulation takes. */
  readonly msPerSecond: number;
  readonly read: (window: Window) => readonly Datum[];
};

/** Periods end at the moment of evaluation and slide with it, as CloudWatch's do. */
export function evaluateMetricAlarm(alarm: MetricAlarm, moment: EvaluationMoment): Evaluation {
  const periodMs = alarm.periodSeconds * moment.msPerSecond;
  const count = evaluationRange(alarm.evaluationPeriods);
  const periods = Array.from({ length: count }, (_, index) => {
    const fromAt = moment.at - (count - index) * periodMs;
    const data = moment.read({ fromAt, toAt: fromAt + periodMs });
    return {
      fromAt,
      value: statisticOf(data, alarm.statistic),
      count: data.reduce((sum, each) => sum + each.count, 0),
    };
  });
  const state = judgeDatapoints(
    periods.map((period) => datapointOf(alarm, period)),
    {
      evaluationPeriods: alarm.evaluationPeriods,
      datapointsToAlarm: alarm.datapointsToAlarm ?? alarm.evaluationPeriods,
      treatMissingData: alarm.treatMissingData,
    },
  );
  return { state, periods };
}

function datapointOf(alarm: MetricAlarm, period: EvaluatedPeriod): Datapoint {
  if (period.value === undefined) return 'missing';
  return breaches(period.value, alarm.comparison, alarm.threshold) ? 'breaching' : 'within';
}

export function breaches(value: number, comparison: Comparison, threshold: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}
