import type { AlarmState, Comparison, MetricAlarm } from './alarm';
import { breaches, type EvaluatedPeriod, type Evaluation } from './evaluate-metric-alarm';

const wording: Readonly<Record<Comparison, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

type Real = EvaluatedPeriod & { readonly value: number };

/** StateReason and StateReasonData in CloudWatch's own form: tools parse them. */
export function describeMetricState(
  alarm: MetricAlarm,
  evaluation: Evaluation,
  change: { readonly to: AlarmState; readonly at: number },
): { readonly reason: string; readonly reasonData: string } {
  const real = evaluation.periods.filter((period): period is Real => period.value !== undefined);
  return {
    reason: reasonOf(alarm, real.slice(-alarm.evaluationPeriods), change.to),
    reasonData: JSON.stringify({
      version: '1.0',
      queryDate: cloudWatchTime(change.at),
      startDate: cloudWatchTime(evaluation.periods[0]?.fromAt ?? change.at),
      statistic: alarm.statistic,
      period: alarm.periodSeconds,
      recentDatapoints: real.slice(-alarm.evaluationPeriods).map((period) => period.value),
      threshold: alarm.threshold,
      evaluatedDatapoints: real.map((period) => ({
        timestamp: cloudWatchTime(period.fromAt),
        sampleCount: period.count,
        value: period.value,
      })),
    }),
  };
}

function reasonOf(alarm: MetricAlarm, recent: readonly Real[], to: AlarmState): string {
  const needed = `(minimum ${alarm.datapointsToAlarm ?? alarm.evaluationPeriods} datapoint(s) for OK -> ALARM transition)`;
  if (to === 'INSUFFICIENT_DATA') return 'Insufficient Data: no datapoints were received in the evaluation range.';
  if (recent.length === 0)
    return `Threshold Crossed: no datapoints were received and missing datapoints are treated as [${alarm.treatMissingData}].`;
  const breaching = recent.filter((period) => breaches(period.value, alarm.comparison, alarm.threshold));
  const told = breaching.length > 0 ? breaching : recent;
  const values = told.map((period) => `${period.value} (${cloudWatchTime(period.fromAt)})`).join(', ');
  const verb = `${told.length === 1 ? 'was' : 'were'} ${breaching.length > 0 ? '' : 'not '}${wording[alarm.comparison]}`;
  return `Threshold Crossed: ${told.length} out of the last ${alarm.evaluationPeriods} datapoints [${values}] ${verb} the threshold (${alarm.threshold}) ${needed}.`;
}

/** CloudWatch writes offsets as +0000, not as Z. */
export function cloudWatchTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
