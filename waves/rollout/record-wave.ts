import { acknowledge } from '../../alarms/acknowledged';
import { assertNever } from '../../alarms/assert-never';
import type { Red } from '../../alarms/watch-state';
import { isAtRest, type CellInWave, type Touch } from './cell-stage';
import {
  cellsIn,
  failedCells,
  servesFrom,
  touchNow,
  waveSubjects,
  type CellEnd,
  type WaveEvent,
  type WaveState,
} from './wave-state';
import type { ReturnCause } from './stance';
import { isBlindness } from './hold-cause';
import { hasTouched, held, heldForGood } from './hold-wave';
import { withReread } from './reread';
import { holdDue } from './wave-hold';
import { moreSampleTime, sampleLimitMs, waveSampleProgress, withMoreTime } from './wave-samples';
import { chunkOf, lookedAt, overallGoodMs, overallVerdict, withState } from './watches';
import { scopeIn, verdictOfReds, weighReds } from './weigh-reds';

/** Wave state + what happened -> wave state. Pure and total: an event that no longer matters changes nothing. */
export function recordWave(state: WaveState, event: WaveEvent): WaveState {
  switch (event.kind) {
    case 'cell-started':
      return withCell(state, event.cell, (cell) => ({
        ...cell,
        stage: { kind: 'in-flight', touch: touchNow(state, event.at) },
      }));
    case 'cell-ended':
      return settleBake(cellEnded(state, event), event.at);
    case 'baseline-reread':
      return { ...state, reread: withReread(state.reread, [event.baselines]) };
    case 'watched':
      return watched(state, event);
    case 'ticked':
      return ticked(state, event.at);
    case 'paused':
      return state.turn.kind === 'none' && state.stance.kind !== 'held'
        ? { ...state, stance: { kind: 'paused', word: event.word } }
        : state;
    case 'resumed':
      return resumed(state, event.word.at);
    case 'aborted':
      return state.turn.kind === 'none' ? { ...state, turn: { kind: 'abort', word: event.word } } : state;
    case 'turned-back':
      return turnsAllow(state) ? { ...state, turn: { kind: 'turn-back' } } : state;
    case 'bake-extended':
      return extended(state, event.byMs);
    case 'exempted':
      return settleBake(exempted(state, event), event.word.at);
    default:
      return assertNever(event);
  }
}

/** A return outranks an abort (S15); a halt already is one. */
function turnsAllow(state: WaveState): boolean {
  return state.turn.kind === 'none' || state.turn.kind === 'abort';
}

function withCell(state: WaveState, name: string, change: (cell: CellInWave) => CellInWave): WaveState {
  const cell = state.cells[name];
  return cell === undefined ? state : { ...state, cells: { ...state.cells, [name]: change(cell) } };
}

type CellEnded = Extract<WaveEvent, { kind: 'cell-ended' }>;

function cellEnded(state: WaveState, event: CellEnded): WaveState {
  const cell = state.cells[event.cell];
  if (cell?.stage.kind !== 'in-flight') return state;
  const { touch } = cell.stage;
  const moved = afterEnd(cell.rounds, touch, event.end);
  const stage =
    moved.stage.kind === 'deployed' ? { ...moved.stage, servesFrom: servesFrom(state, event.at) } : moved.stage;
  const ended = withCell(state, event.cell, () => ({ ...cell, ...moved, stage }));
  return ended.turn.kind === 'none' ? afterForwardEnd(ended, event) : ended;
}

/** A cell that nobody knows of, or that turned round though nobody here said so, takes everything back, whatever the failure budget. */
function afterForwardEnd(ended: WaveState, { cell, end, at }: CellEnded): WaveState {
  if (end.kind === 'lost' || end.kind === 'unknown' || end.kind === 'settled')
    return halt(ended, { kind: 'wave-lost', wave: `${ended.order.wave.name}, cell ${cell}`, detail: end.why });
  if (end.kind === 'blocked') return heldByBlocked(ended, at);
  const failed = failedCells(ended);
  return failed.length > ended.order.failuresLeft ? halt(ended, { kind: 'failure-budget', cells: failed }) : ended;
}

/** While any cell is blocked, the wave cannot end: somebody must be told, one cell after the other. */
function heldByBlocked(state: WaveState, at: number): WaveState {
  if (state.stance.kind !== 'going' || state.turn.kind !== 'none') return state;
  for (const { cell, stage } of cellsIn(state))
    if (stage.kind === 'blocked')
      return held(state, { kind: 'blocked', cell, because: stage.because, detail: stage.why }, at);
  return state;
}

function afterEnd(rounds: number, touch: Touch, end: CellEnd): Pick<CellInWave, 'stage' | 'rounds'> {
  switch (end.kind) {
    case 'deployed':
      return { rounds, stage: { kind: 'deployed', touch } };
    case 'blocked':
      return {
        rounds: end.wasTouched ? rounds + 1 : rounds,
        stage: { kind: 'blocked', because: end.because, why: end.why },
      };
    case 'lost':
      return { rounds, stage: { kind: 'unknown', touch, why: end.why } };
    case 'failed':
    case 'settled':
    case 'left':
    case 'moved':
    case 'unknown':
      return { rounds, stage: { kind: end.kind, touch, why: end.why } };
    default:
      return assertNever(end);
  }
}

function halt(state: WaveState, cause: ReturnCause): WaveState {
  return state.turn.kind === 'none' ? { ...state, turn: { kind: 'halt', cause } } : state;
}

type Watched = Extract<WaveEvent, { kind: 'watched' }>;

function watched(before: WaveState, event: Watched): WaveState {
  const { reds, ...rest } = event.state;
  const state = {
    ...before,
    watches: withState(before.watches, event.chunk, { ...rest, reds: [] }),
    acknowledged: acknowledge(before.acknowledged, reds),
  };
  const { counting, redCells } = weighReds(state, reds);
  if (counting.length > 0) return alarmed(state, counting, event.evidence);
  const marked = redCells.reduce(
    (at, red) =>
      withCell(at, red.subject, (cell) => ({ ...cell, stage: { kind: 'red', alarm: red.alarm, at: red.at } })),
    state,
  );
  const settled = settleBake(clearReds(marked, event), lookedAt(event.state), event);
  return heldForGood(settled, event.state);
}

/** An alarm that counts halts the wave; after an abort it only turns round the cells in flight that it names. */
function alarmed(state: WaveState, reds: readonly Red[], evidence: Watched['evidence']): WaveState {
  const verdict = verdictOfReds(reds, (red) => scopeIn(state, red));
  if (state.turn.kind !== 'abort') return halt(state, { kind: 'verdict', verdict, evidence });
  const cells = reds.map(({ subject }) => subject).filter((cell) => state.cells[cell]?.stage.kind === 'in-flight');
  return { ...state, settling: [...new Set([...state.settling, ...cells])] };
}

/** A cell that was red before its start and is quiet now may be started. */
function clearReds(state: WaveState, event: Watched): WaveState {
  const troubled = new Set(event.state.unwell.map(({ subject }) => subject));
  const seen = new Set(chunkOf(waveSubjects(state), event.chunk));
  return cellsIn(state)
    .filter(({ cell, stage }) => stage.kind === 'red' && seen.has(cell) && !troubled.has(cell))
    .reduce((at, { cell }) => withCell(at, cell, (red) => ({ ...red, stage: { kind: 'pending' } })), state);
}

/** Moves the bake on: everything deployed -> baking; enough good time -> last read; a healthy last read -> passed. */
function settleBake(state: WaveState, at: number, event?: Watched): WaveState {
  if (state.bake === 'passed' || state.turn.kind !== 'none') return state;
  if (!cellsIn(state).every(({ stage }) => isAtRest(stage))) return { ...state, bake: 'deploying' };
  if (state.bake === 'deploying') return { ...state, bake: 'baking', bakingSince: state.bakingSince ?? at };
  if (event === undefined || state.stance.kind !== 'going') return state;
  const healthy = overallVerdict(state.watches).kind === 'healthy';
  if (state.bake === 'baking' && healthy && overallGoodMs(state.watches) >= state.bakeMs) return baked(state, event);
  if (state.bake === 'last-read' && event.duty === 'one-look') return afterLastRead(state, event.chunk, healthy);
  return state;
}

/** Good time alone is not enough: rule 8 wants requests to have been seen in it. */
function baked(state: WaveState, { state: seen }: Watched): WaveState {
  const progress = waveSampleProgress(state);
  if (progress === undefined) return { ...state, bake: 'last-read', lastReads: [] };
  if (overallGoodMs(state.watches) < sampleLimitMs(state)) return state;
  return held(state, { kind: 'too-few-samples', progress }, lookedAt(seen));
}

function afterLastRead(state: WaveState, chunk: number, healthy: boolean): WaveState {
  if (!healthy) return { ...state, bake: 'baking', lastReads: [] };
  const lastReads = [...new Set([...state.lastReads, chunk])];
  return { ...state, lastReads, bake: lastReads.length === state.watches.states.length ? 'passed' : 'last-read' };
}

function ticked(state: WaveState, at: number): WaveState {
  const due = holdDue(state, at);
  if (due === undefined || state.turn.kind !== 'none' || state.stance.kind !== 'going') return state;
  if (isBlindness(due) && state.order.gate.onBlind === 'rollback' && hasTouched(state))
    return halt(state, { kind: 'blind', verdict: overallVerdict(state.watches) });
  return held(state, due, at);
}

/** Whatever kept it, cells that were blocked are tried again, and a last read that was interrupted is none. */
function resumed(state: WaveState, at: number): WaveState {
  if (state.turn.kind !== 'none' || state.stance.kind === 'going') return state;
  const restart = state.stance.kind === 'paused' && state.order.gate.afterPause === 'restart';
  const cells = cellsIn(state)
    .filter(({ stage }) => stage.kind === 'blocked')
    .reduce(
      (at, { cell }) => withCell(at, cell, (blocked) => ({ ...blocked, stage: { kind: 'pending' } })),
      state,
    ).cells;
  const bake = state.bake === 'last-read' ? 'baking' : state.bake;
  const going: WaveState = { ...state, cells, bake, lastReads: [], stance: { kind: 'going' }, goingSince: at };
  if (state.stance.kind === 'held' && state.stance.why.kind === 'too-few-samples') return withMoreTime(going);
  return restart ? restartClock(going) : going;
}

function restartClock(state: WaveState): WaveState {
  const states = state.watches.states.map((watch) => ({ ...watch, goodMs: 0 }));
  return { ...state, watches: { ...state.watches, states } };
}

function extended(state: WaveState, byMs: number): WaveState {
  if (byMs <= 0 || state.bake === 'passed') return state;
  const longer = { ...state, bakeMs: state.bakeMs + byMs, ...moreSampleTime(state, byMs) };
  return state.bake === 'last-read' ? { ...longer, bake: 'baking', lastReads: [] } : longer;
}

function exempted(state: WaveState, { cell, word }: Extract<WaveEvent, { kind: 'exempted' }>): WaveState {
  const now = state.cells[cell]?.stage.kind;
  if (now !== 'pending' && now !== 'red' && now !== 'blocked') return state;
  const exempt = withCell(state, cell, (before) => ({
    ...before,
    stage: { kind: 'exempt', by: word.by, reason: word.reason },
  }));
  const wasHeldByIt = state.stance.kind === 'held' && 'cell' in state.stance.why && state.stance.why.cell === cell;
  return wasHeldByIt ? heldByBlocked({ ...exempt, stance: { kind: 'going' }, goingSince: word.at }, word.at) : exempt;
}
