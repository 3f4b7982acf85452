import type { AlarmEntry, CompositeAlarm, MetricAlarm } from '../alarm';
import { plainStatistics } from '../statistic';

/** An alarm as DescribeAlarms shows it. Members without a value are left out by the wire's JSON. */
export function metricAlarmOnWire(entry: AlarmEntry, alarm: MetricAlarm): object {
  const isPlain = plainStatistics.some((statistic) => statistic === alarm.statistic);
  return {
    ...commonOnWire(entry),
    EvaluationState: entry.status.evaluationState,
    MetricName: alarm.metric.name,
    Namespace: alarm.metric.namespace,
    ...(isPlain ? { Statistic: alarm.statistic } : { ExtendedStatistic: alarm.statistic }),
    Dimensions: alarm.metric.dimensions.map(({ name, value }) => ({ Name: name, Value: value })),
    Period: alarm.periodSeconds,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData,
  };
}

export function compositeAlarmOnWire(entry: AlarmEntry, alarm: CompositeAlarm): object {
  return { ...commonOnWire(entry), AlarmRule: alarm.rule };
}

function commonOnWire({ alarm, arn, configuredAt, status }: AlarmEntry): object {
  return {
    AlarmName: alarm.name,
    AlarmArn: arn,
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: new Date(configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    StateValue: status.state,
    StateReason: status.reason,
    StateReasonData: status.reasonData === '' ? undefined : status.reasonData,
    StateUpdatedTimestamp: new Date(status.updatedAt),
    StateTransitionedTimestamp: new Date(status.transitionedAt),
  };
}
