import { assertNever } from '../../alarms/assert-never';
import type { RolloutEvent, RolloutState, WaveRecord } from './rollout-state';
import type { Word } from './stance';
import { held, isForward, turnBack } from './turn-back';

type WordEvent = Extract<
  RolloutEvent,
  { kind: 'paused' | 'resumed' | 'aborted' | 'return-asked' | 'bake-extended' | 'exempted' | 'held-by-reset' }
>;

/** What people said, and what counts like it. */
export function recordWord(state: RolloutState, event: WordEvent): RolloutState {
  switch (event.kind) {
    case 'paused':
      return isForward(state) && state.stance.kind !== 'held'
        ? { ...state, stance: { kind: 'paused', word: event.word }, openGate: undefined }
        : state;
    case 'resumed':
      return resumed(state, event.word);
    case 'aborted':
      return isForward(state) ? { ...state, turn: { kind: 'abort', word: event.word } } : state;
    case 'return-asked':
      return turnBack(state, event.cause, event.at);
    case 'bake-extended':
      return extended(state, event.wave, event.byMs);
    case 'exempted':
      return exempted(state, event.cell, event.word);
    case 'held-by-reset':
      return held(state, { kind: 'reset' }, event.at);
    default:
      return assertNever(event);
  }
}

function resumed(state: RolloutState, word: Word): RolloutState {
  if (!isForward(state) || state.stance.kind === 'going') return state;
  const restart = state.stance.kind === 'paused' && state.plan.policy.gate.afterPause === 'restart';
  const soakGoodMs = restart ? 0 : state.soakGoodMs;
  // A last read that was interrupted is none.
  const soak = state.soak === 'last-read' ? 'soaking' : state.soak;
  return { ...state, stance: { kind: 'going' }, goingSince: word.at, soakGoodMs, soak, lastReads: [] };
}

function extended(state: RolloutState, name: string, byMs: number): RolloutState {
  if (byMs <= 0 || !isForward(state)) return state;
  if (name === 'soak') return { ...state, soakMs: state.soakMs + byMs, soak: 'soaking', lastReads: [] };
  const longer = ({ wave, ...record }: WaveRecord): WaveRecord =>
    wave.name === name && (record.stage.kind === 'pending' || record.stage.kind === 'running')
      ? { ...record, wave: { ...wave, bakeMs: wave.bakeMs + byMs } }
      : { ...record, wave };
  return { ...state, waves: state.waves.map(longer) };
}

function exempted(state: RolloutState, cell: string, word: Word): RolloutState {
  if (state.exempt.some((known) => known.cell === cell)) return state;
  const exempt = { ...state, exempt: [...state.exempt, { cell, word }] };
  const freed = state.stance.kind === 'held' && 'cell' in state.stance.why && state.stance.why.cell === cell;
  return freed ? { ...exempt, stance: { kind: 'going' }, goingSince: word.at } : exempt;
}
