import { createHash } from 'node:crypto';
import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmObservation, AlarmState, Evaluation } from '../../../alarms/observation';

export function observeMetricAlarm(alarm: MetricAlarm): AlarmObservation {
  return seen(alarm, evaluationOf(alarm.EvaluationState));
}

/** Composite alarms have no evaluation of their own. */
export function observeCompositeAlarm(alarm: CompositeAlarm): AlarmObservation {
  return seen(alarm, 'clean');
}

/** No instant at all, so that the answer is not trusted: an ALARM without a date must not pass for one that is old. */
const UNDATED = Number.NaN;

function seen(alarm: MetricAlarm | CompositeAlarm, evaluation: Evaluation): AlarmObservation {
  return {
    kind: 'seen',
    name: alarm.AlarmName ?? '',
    arn: alarm.AlarmArn ?? '',
    state: stateOf(alarm.StateValue),
    transitionedAt: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? UNDATED,
    configUpdatedAt: alarm.AlarmConfigurationUpdatedTimestamp?.getTime() ?? UNDATED,
    evaluation,
    configHash: configHash(alarm),
  };
}

/** A state not known here is no evidence of health. */
function stateOf(value: string | undefined): AlarmState {
  return value === 'OK' || value === 'ALARM' ? value : 'INSUFFICIENT_DATA';
}

function evaluationOf(value: string | undefined): Evaluation {
  switch (value) {
    case undefined:
      return 'clean';
    case 'PARTIAL_DATA':
      return 'partial-data';
    case 'EVALUATION_FAILURE':
      return 'evaluation-failure';
    default:
      return 'evaluation-error';
  }
}

/** What changes by itself, and actions: an alarm whose actions are switched off still tells the truth (DESIGN 6, rule 5). */
const NOT_DEFINITION =
  /^(State|Evaluation|AlarmConfigurationUpdatedTimestamp|Actions|AlarmActions|OKActions|InsufficientDataActions)/;

/** Digest of the alarm's definition: differs when somebody edits what it means. */
export function configHash(alarm: MetricAlarm | CompositeAlarm): string {
  const definition = Object.entries(alarm).filter(
    ([key, value]) => value !== undefined && (key === 'EvaluationPeriods' || !NOT_DEFINITION.test(key)),
  );
  return createHash('sha256')
    .update(canonical(Object.fromEntries(definition)))
    .digest('hex')
    .slice(0, 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
