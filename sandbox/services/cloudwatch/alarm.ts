import type { Metric } from './metric';
import type { Statistic } from './statistic';

export const alarmStates = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof alarmStates)[number];

export const comparisons = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type Comparison = (typeof comparisons)[number];

export const missingDataTreatments = ['breaching', 'notBreaching', 'ignore', 'missing'] as const;
export type MissingDataTreatment = (typeof missingDataTreatments)[number];

export type EvaluationState = 'PARTIAL_DATA' | 'EVALUATION_ERROR' | 'EVALUATION_FAILURE';

type AlarmCommon = {
  readonly name: string;
  readonly description: string | undefined;
  readonly actionsEnabled: boolean;
  readonly okActions: readonly string[];
  readonly alarmActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
};

export type MetricAlarm = AlarmCommon & {
  readonly kind: 'metric';
  readonly metric: Metric;
  readonly statistic: Statistic;
  /** Seconds of the simulation; at speed 60 a period of 60 lasts one second of the clock. */
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number | undefined;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly treatMissingData: MissingDataTreatment;
};

export type CompositeAlarm = AlarmCommon & {
  readonly kind: 'composite';
  readonly rule: string;
};

export type Alarm = MetricAlarm | CompositeAlarm;

export type AlarmStatus = {
  readonly state: AlarmState;
  readonly reason: string;
  /** JSON text, as CloudWatch hands it out. */
  readonly reasonData: string;
  readonly updatedAt: number;
  readonly transitionedAt: number;
  readonly evaluationState: EvaluationState | undefined;
};

/** An alarm as it stands in one account and Region. */
export type AlarmEntry = {
  readonly alarm: Alarm;
  readonly arn: string;
  readonly configuredAt: number;
  readonly status: AlarmStatus;
};
