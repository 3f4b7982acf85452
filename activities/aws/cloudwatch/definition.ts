import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmDefinition } from '../../ports/alarm-source.port';

const DEFAULT_PERIOD_SECONDS = 60;

export function definitionOf(alarm: MetricAlarm | CompositeAlarm): AlarmDefinition {
  const name = alarm.AlarmName ?? '';
  if ('AlarmRule' in alarm && alarm.AlarmRule !== undefined) return { kind: 'composite', name, rule: alarm.AlarmRule };
  const metric: MetricAlarm = alarm;
  const evaluationPeriods = metric.EvaluationPeriods ?? 1;
  return {
    kind: 'metric',
    name,
    periodSeconds: periodOf(metric),
    evaluationPeriods,
    datapointsToAlarm: metric.DatapointsToAlarm ?? evaluationPeriods,
  };
}

/** Alarms on metric math have their period inside. */
function periodOf({ Period, Metrics = [] }: MetricAlarm): number {
  const inner = Metrics.flatMap(({ Period: own, MetricStat }) => [own, MetricStat?.Period]);
  const known = [Period, ...inner].filter((period) => period !== undefined);
  return known.length === 0 ? DEFAULT_PERIOD_SECONDS : Math.max(...known);
}
