import { isAcknowledged } from './acknowledged';
import { digestOf } from './configs';
import type { AlarmObservation, AlarmTransition, WatchedAlarm } from './observation';
import { textOf } from './trace';
import type { Finding } from './verdict';
import type { WatchOrder } from './watch-state';

/** All that one alarm is judged by. */
export type AlarmEvidence = {
  readonly subject: string;
  readonly alarm: WatchedAlarm;
  readonly fromAt: number;
  readonly observation: AlarmObservation;
  /** Of any alarm of the account; those of other alarms are ignored. */
  readonly transitions: readonly AlarmTransition[];
  /** `digestOf` the definition first seen inside the window. */
  readonly rememberedConfig: string | undefined;
  /** Date of an edit that is known to have changed no definition. */
  readonly harmlessEditAt: number | undefined;
  readonly acknowledged: WatchOrder['acknowledged'];
};

/** The worst that holds: an ALARM inside the window also counts on an alarm that was then edited, deleted or could not be evaluated. */
export function assessAlarm(evidence: AlarmEvidence): Finding {
  return inAlarm(evidence) ?? unknowable(evidence) ?? notYet(evidence) ?? { ...about(evidence), kind: 'healthy' };
}

/** Rules 2 and 4. */
function inAlarm(evidence: AlarmEvidence): Finding | undefined {
  const { observation, subject, alarm } = evidence;
  const isRed = observation.kind === 'seen' && observation.state === 'ALARM';
  const into = evidence.transitions.filter(({ name, to }) => name === alarm.name && to === 'ALARM').map(({ at }) => at);
  const at = Math.max(...into, isRed ? observation.transitionedAt : -Infinity);
  if (at === -Infinity || at < evidence.fromAt) return undefined;
  if (isAcknowledged({ subject, alarm: alarm.name, at }, evidence.acknowledged)) return undefined;
  return { ...about(evidence), kind: 'unhealthy', because: isRed ? 'in-alarm' : 'was-in-alarm', at };
}

/** Rules 5 and 6. */
function unknowable(evidence: AlarmEvidence): Finding | undefined {
  const { observation } = evidence;
  const blind = { ...about(evidence), kind: 'blind' } as const;
  if (observation.kind === 'missing')
    return { ...blind, because: 'missing', detail: textOf(observation.trace), passes: 'never' };
  const edit = editOf(observation, evidence);
  if (edit !== undefined) return { ...blind, because: 'changed', detail: edit, passes: 'never' };
  switch (observation.evaluation) {
    case 'clean':
      return undefined;
    case 'evaluation-error':
      // A definition that does not work. The other two are CloudWatch's own trouble, and pass.
      return { ...blind, because: 'evaluation', detail: observation.evaluation, passes: 'never' };
    default:
      return { ...blind, because: 'evaluation', detail: observation.evaluation };
  }
}

type Seen = Extract<AlarmObservation, { kind: 'seen' }>;

/**
 * AWS also dates a switch of the alarm's actions as an edit, and that changes nothing: the state still counts. So the definition
 * decides where it is known from before, and the date where it is not.
 */
function editOf({ configUpdatedAt, configHash }: Seen, evidence: AlarmEvidence): string | undefined {
  const { fromAt, rememberedConfig, harmlessEditAt } = evidence;
  if (rememberedConfig === digestOf(configHash)) return undefined;
  if (configUpdatedAt >= fromAt && configUpdatedAt !== harmlessEditAt)
    return `edited or created anew at ${new Date(configUpdatedAt).toISOString()}`;
  return rememberedConfig === undefined ? undefined : 'its definition is not the one first seen';
}

/** Rules 1 and 5. */
function notYet(evidence: AlarmEvidence): Finding | undefined {
  const { observation, alarm } = evidence;
  if (observation.kind === 'missing' || observation.state === 'OK') return undefined;
  const waiting = { ...about(evidence), kind: 'waiting', sinceAt: observation.transitionedAt } as const;
  if (observation.state === 'ALARM') return { ...waiting, because: 'red-before' };
  return alarm.trafficLess ? undefined : { ...waiting, because: 'insufficient-data' };
}

function about({ subject, alarm }: AlarmEvidence): Pick<Finding, 'subject' | 'alarm' | 'scope'> {
  return { subject, alarm: alarm.name, scope: alarm.scope };
}
