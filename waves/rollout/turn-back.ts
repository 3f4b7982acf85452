import type { RolloutState } from './rollout-state';
import type { HoldCause, ReturnCause } from './stance';

export function isForward(state: RolloutState): boolean {
  return state.turn.kind === 'none' && state.outcome === undefined;
}

/** A return outranks an abort; nothing outranks a return (S15). */
export function turnBack(state: RolloutState, cause: ReturnCause, at: number): RolloutState {
  if (state.turn.kind === 'return' || state.outcome !== undefined) return state;
  return { ...state, turn: { kind: 'return', cause, at }, openGate: undefined };
}

export function held(state: RolloutState, why: HoldCause, at: number): RolloutState {
  return isForward(state) ? { ...state, stance: { kind: 'held', why, since: at }, openGate: undefined } : state;
}
