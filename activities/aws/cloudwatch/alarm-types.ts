import type { AlarmType } from '@aws-sdk/client-cloudwatch';

/** Without naming them CloudWatch leaves composite alarms out without a word. */
export const ALARM_TYPES: readonly AlarmType[] = ['MetricAlarm', 'CompositeAlarm'];
