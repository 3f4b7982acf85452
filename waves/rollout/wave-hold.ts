import { holdCauseOf } from './hold-cause';
import type { HoldCause } from './stance';
import { cellsIn, type WaveState } from './wave-state';
import { lastGoodAt, overallVerdict } from './watches';

/** Since when this wave has had to wait for evidence, on Temporal's clock; undefined while all is well. */
function waitingSince(state: WaveState): number | undefined {
  const verdict = overallVerdict(state.watches).kind;
  const red = cellsIn(state).some(({ stage }) => stage.kind === 'red');
  return verdict === 'healthy' && !red ? undefined : Math.max(lastGoodAt(state.watches), state.goingSince);
}

function boundMs(state: WaveState): number {
  const blind = overallVerdict(state.watches).kind === 'blind';
  return blind ? state.order.gate.blindHoldMs : state.order.gate.waitingHoldMs;
}

/** When the wave will be held unless something gets better first. */
export function holdsAt(state: WaveState): number | undefined {
  const since = waitingSince(state);
  return since === undefined ? undefined : since + boundMs(state);
}

/** Why the wave has to be held now, if it has to (DESIGN 6, rules 1, 5 and 6). */
export function holdDue(state: WaveState, at: number): HoldCause | undefined {
  const due = holdsAt(state);
  if (due === undefined || at < due) return undefined;
  const red = cellsIn(state).find(({ stage }) => stage.kind === 'red');
  if (red?.stage.kind === 'red') return { kind: 'red-before-start', cell: red.cell, alarm: red.stage.alarm };
  return holdCauseOf(overallVerdict(state.watches), (subject) => state.cells[subject]?.stage.kind === 'pending');
}
