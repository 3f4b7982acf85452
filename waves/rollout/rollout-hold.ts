import { holdCauseOf } from './hold-cause';
import type { RolloutState } from './rollout-state';
import type { HoldCause } from './stance';
import { touchedCells } from './touched';
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
  const touched = touchedCells(state);
  const cells = new Set(state.plan.waves.flatMap((wave) => wave.cells.map(({ name }) => name)));
  return holdCauseOf(overallVerdict(state.watches), (subject) => cells.has(subject) && !touched.has(subject));
}
