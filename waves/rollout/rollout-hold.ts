import type { HoldCause } from './stance';
import type { RolloutState } from './rollout-state';
import { lastGoodAt, overallVerdict } from './watches';

/** When the rollout, between two waves or in the soak, will be held unless its alarms get better first. */
export function gateHoldsAt(state: RolloutState): number | undefined {
  const { kind } = overallVerdict(state.watches);
  if (kind === 'healthy') return undefined;
  const { blindHoldMs, waitingHoldMs } = state.plan.policy.gate;
  const since = Math.max(lastGoodAt(state.watches), state.goingSince);
  return since + (kind === 'blind' ? blindHoldMs : waitingHoldMs);
}

export function gateHoldDue(state: RolloutState, at: number): HoldCause | undefined {
  const due = gateHoldsAt(state);
  if (due === undefined || at < due) return undefined;
  const verdict = overallVerdict(state.watches);
  const finding = verdict.findings[0];
  if (verdict.kind === 'blind') return { kind: 'blind', finding };
  if (finding?.kind === 'waiting' && finding.because === 'red-before')
    return { kind: 'red-before-start', cell: finding.subject, alarm: finding.alarm };
  return { kind: 'waiting', finding };
}
