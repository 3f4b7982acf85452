import { isAcknowledged } from './acknowledged';
import { digestOf } from './configs';
import type { AlarmObservation, AlarmTransition, WatchedAlarm } from './observation';
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
  const { observation, rememberedConfig, fromAt } = evidence;
  const blind = { ...about(evidence), kind: 'blind' } as const;
  if (observation.kind === 'missing') {
    return { ...blind, because: 'missing', detail: 'deleted, renamed, or hidden from the role that reads it' };
  }
  if (observation.configUpdatedAt >= fromAt) {
    return { ...blind, because: 'changed', detail: `edited at ${new Date(observation.configUpdatedAt).toISOString()}` };
  }
  if (rememberedConfig !== undefined && rememberedConfig !== digestOf(observation.configHash)) {
    return { ...blind, because: 'changed', detail: 'its definition is not the one first seen' };
  }
  if (observation.evaluation !== 'clean') return { ...blind, because: 'evaluation', detail: observation.evaluation };
  return undefined;
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
