import type { WatchState } from '../../alarms/watch-state';
import { touchOf } from './cell-stage';
import { lostEvidence } from './lost-evidence';
import type { HoldCause } from './stance';
import { cellsIn, type WaveState } from './wave-state';
import { lookedAt } from './watches';

export function held(state: WaveState, why: HoldCause, since: number): WaveState {
  return { ...state, stance: { kind: 'held', why, since } };
}

/** DESIGN 6, rule 5: what will not be evidence again needs a person now. */
export function heldForGood(state: WaveState, seen: WatchState): WaveState {
  const finding = lostEvidence(seen.verdict, (subject) => isTouched(state, subject));
  if (finding === undefined || state.turn.kind !== 'none' || state.stance.kind !== 'going') return state;
  return held(state, { kind: 'blind', finding }, lookedAt(seen));
}

/** The Region's own alarms count from the first touch. */
function isTouched(state: WaveState, subject: string): boolean {
  if (state.order.alsoWatched.some((other) => other.subject === subject)) return hasTouched(state);
  const stage = state.cells[subject]?.stage;
  return stage !== undefined && touchOf(stage) !== undefined;
}

export function hasTouched(state: WaveState): boolean {
  return state.order.touchedBefore || cellsIn(state).some(({ stage }) => touchOf(stage) !== undefined);
}
