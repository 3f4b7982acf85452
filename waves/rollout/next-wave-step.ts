import type { WatchedAccount } from '../../alarms/observation';
import type { WatchOrder } from '../../alarms/watch-state';
import { touchOf } from './cell-stage';
import type { ReturnCause } from './stance';
import { holdsAt } from './wave-hold';
import { cellsIn, inFlight, onlyOwn, type WaveState } from './wave-state';
import { chunkSamples, countingChunks } from './wave-samples';
import { chunkDuty, chunkOf, unwellSubjects, type WatchDuty } from './watches';

export type WaveEndKind = 'passed' | 'halted' | 'aborted' | 'turned-back';

export type WaveStep =
  /** Start these cells now. */
  | { readonly kind: 'start'; readonly cells: readonly string[] }
  /** Turn round these cells, which are in flight. */
  | { readonly kind: 'turn-round'; readonly cells: readonly string[] }
  /** Nothing to do until something happens, at the latest at `wakeAt`. */
  | { readonly kind: 'attend'; readonly wakeAt: number | undefined }
  | { readonly kind: 'end'; readonly end: WaveEndKind; readonly cause: ReturnCause | undefined };

/** What a wave does next. `turned`: cells that were told to turn round already. */
export function nextWaveStep(state: WaveState, turned: readonly string[]): WaveStep {
  if (state.turn.kind !== 'none') return nextWhenTurned(state, turned);
  if (state.bake === 'passed') return { kind: 'end', end: 'passed', cause: undefined };
  const cells = startable(state);
  return cells.length > 0 ? { kind: 'start', cells } : { kind: 'attend', wakeAt: wakeAt(state) };
}

function wakeAt(state: WaveState): number | undefined {
  return state.stance.kind === 'going' ? holdsAt(state) : undefined;
}

function nextWhenTurned(state: WaveState, turned: readonly string[]): WaveStep {
  const flying = inFlight(state).map(({ cell }) => cell);
  const wanted = state.turn.kind === 'abort' ? flying.filter((cell) => state.settling.includes(cell)) : flying;
  const cells = wanted.filter((cell) => !turned.includes(cell));
  if (cells.length > 0) return { kind: 'turn-round', cells };
  if (flying.length > 0) return { kind: 'attend', wakeAt: undefined };
  switch (state.turn.kind) {
    case 'abort':
      return { kind: 'end', end: 'aborted', cause: undefined };
    case 'halt':
      return { kind: 'end', end: 'halted', cause: state.turn.cause };
    default:
      return { kind: 'end', end: 'turned-back', cause: undefined };
  }
}

/** S4, S5, S7: only while going, only as many as the width, and only cells for which every alarm that matters is quiet. */
function startable(state: WaveState): readonly string[] {
  if (state.stance.kind !== 'going' || !hasLooked(state)) return [];
  const room = state.order.wave.width - inFlight(state).length;
  const pending = cellsIn(state).filter(({ stage }) => stage.kind === 'pending');
  return pending
    .map(({ cell }) => cell)
    .filter((cell) => isQuietFor(state, cell))
    .slice(0, Math.max(0, room));
}

function hasLooked(state: WaveState): boolean {
  return state.watches.states.every(({ looks }) => looks > 0);
}

/** An untouched cell's trouble keeps only that cell from starting; anybody else's keeps all. */
function isQuietFor(state: WaveState, cell: string): boolean {
  return unwellSubjects(state.watches).every((subject) => {
    const stage = state.cells[subject]?.stage;
    return subject !== cell && stage !== undefined && touchOf(stage) === undefined;
  });
}

/** What one watch of the wave has to do now. It ends with the wave, and after an abort with the last cell in flight. */
export function waveWatchDuty(state: WaveState, chunk: number): WatchDuty {
  const { watches, lastReads } = state;
  return chunkDuty(sharedDuty(state), chunk, { watches, lastReads, counting: countingChunks(state) });
}

/** Equal keys need no new watch: neither what it does has changed, nor whom it leaves out. */
export function waveWatchKey(state: WaveState, chunk: number): string {
  const exempt = cellsIn(state).filter(({ stage }) => stage.kind === 'exempt');
  return JSON.stringify([waveWatchDuty(state, chunk), exempt.map(({ cell }) => cell)]);
}

function sharedDuty(state: WaveState): WatchDuty {
  const counting = state.stance.kind === 'going' && state.turn.kind === 'none' && state.bake === 'baking';
  if (state.stance.kind === 'going' && state.turn.kind === 'none') {
    if (state.bake === 'baking') return { counting, until: { kind: 'good', bakeMs: state.bakeMs } };
    if (state.bake === 'last-read') return { counting: false, until: { kind: 'one-look' } };
  }
  const tellsWho = state.stance.kind === 'going' && state.turn.kind === 'none';
  return { counting, tellsWho, until: { kind: 'endless' } };
}

/** All accounts this wave watches, always in the same places: first the others, then the wave's own in plan order. */
export function waveAccounts(state: WaveState): readonly WatchedAccount[] {
  const own = onlyOwn(state.order).map(({ name, alarms }): WatchedAccount => {
    const stage = state.cells[name]?.stage;
    const fromAt = (stage === undefined ? undefined : touchOf(stage)?.fromAt) ?? state.order.carry.lookedUntilAt;
    const exempt = stage?.kind === 'exempt';
    return { subject: name, fromAt, alarms: exempt ? [] : alarms };
  });
  return [...state.order.alsoWatched, ...own];
}

export function waveWatchOrder(state: WaveState, chunk: number, duty: WatchDuty): WatchOrder {
  const accounts = chunkOf(waveAccounts(state), chunk).filter(({ alarms }) => alarms.length > 0);
  const subjects = new Set(accounts.map(({ subject }) => subject));
  // Requests are counted in the bake alone: what has been deployed just now would keep the next cell from its start.
  const samples = duty.until.kind === 'good' ? chunkSamples(state, chunk) : undefined;
  return {
    ...duty,
    accounts,
    pollMs: state.order.gate.pollMs,
    acknowledged: state.acknowledged.filter(({ subject }) => subjects.has(subject)),
    ...(samples === undefined ? {} : { samples }),
  };
}
