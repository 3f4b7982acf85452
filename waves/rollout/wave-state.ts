import type { WatchedAccount } from '../../alarms/observation';
import type { Evidence } from '../../alarms/evidence';
import type { Red, WatchState } from '../../alarms/watch-state';
import type { CellBaselines } from '../baseline';
import type { PlannedCell, PlannedWave } from '../plan';
import type { GatePolicy } from '../policy';
import { hasFailed, type CellInWave, type CellStage, type Touch } from './cell-stage';
import type { ReturnCause, Stance, Word } from './stance';
import { startWatches, type WatchCarry, type Watches } from './watches';

/** What a wave is given when it starts. */
export type WaveOrder = {
  readonly wave: PlannedWave;
  readonly gate: GatePolicy;
  /** Cells that may still fail in this rollout before everything goes back. */
  readonly failuresLeft: number;
  /** The Region's own alarms and the cells touched by earlier waves, each with the window of its own. */
  readonly alsoWatched: readonly WatchedAccount[];
  /** Whether any cell was touched before this wave. */
  readonly touchedBefore: boolean;
  readonly carry: WatchCarry;
};

export type WaveTurn =
  | { readonly kind: 'none' }
  | { readonly kind: 'abort'; readonly word: Word }
  /** Its own verdict or failure budget: the wave that recorded it starts nothing more (S7). */
  | { readonly kind: 'halt'; readonly cause: ReturnCause }
  /** Told by the rollout, or cancelled. */
  | { readonly kind: 'turn-back' };

export type BakeStage = 'deploying' | 'baking' | 'last-read' | 'passed';

export type WaveState = {
  readonly order: WaveOrder;
  readonly startedAt: number;
  readonly bakeMs: number;
  /** Good time that was granted beyond the policy's longest bake to see more requests: one more bake with each resume. */
  readonly moreSampleMs?: number | undefined;
  readonly cells: Readonly<Record<string, CellInWave>>;
  /** Baselines of cells that somebody moved, as they were read again: newer than those the wave was given. */
  readonly reread: readonly CellBaselines[];
  readonly watches: Watches;
  readonly bake: BakeStage;
  /** When it first began to bake; a cell that is tried again later does not begin it anew. */
  readonly bakingSince: number | undefined;
  /** Chunks of the watch whose last read was healthy. */
  readonly lastReads: readonly number[];
  /** Cells in flight that alarmed after an abort: they settle, the others go on to their end. */
  readonly settling: readonly string[];
  readonly stance: Stance;
  /** Hold deadlines count anew from here: the start, or the last resume. */
  readonly goingSince: number;
  readonly turn: WaveTurn;
  readonly acknowledged: readonly Pick<Red, 'subject' | 'alarm' | 'at'>[];
};

export function startWave(order: WaveOrder, at: number): WaveState {
  const accounts = order.alsoWatched.length + onlyOwn(order).length;
  const cells = order.wave.cells.map(({ name }): [string, CellInWave] => [
    name,
    { cell: name, rounds: 0, stage: { kind: 'pending' } },
  ]);
  return {
    order,
    startedAt: at,
    bakeMs: order.wave.bakeMs,
    cells: Object.fromEntries(cells),
    reread: [],
    watches: startWatches(accounts, order.carry, at),
    bake: 'deploying',
    bakingSince: undefined,
    lastReads: [],
    settling: [],
    stance: { kind: 'going' },
    goingSince: at,
    turn: { kind: 'none' },
    acknowledged: [],
  };
}

export type WaveEvent =
  | { readonly kind: 'cell-started'; readonly cell: string; readonly at: number }
  | { readonly kind: 'cell-ended'; readonly cell: string; readonly end: CellEnd; readonly at: number }
  | {
      readonly kind: 'watched';
      readonly chunk: number;
      readonly state: WatchState;
      readonly duty: WatchedFor;
      readonly evidence?: Evidence | undefined;
    }
  | { readonly kind: 'baseline-reread'; readonly baselines: CellBaselines }
  | { readonly kind: 'ticked'; readonly at: number }
  | { readonly kind: 'paused'; readonly word: Word }
  | { readonly kind: 'resumed'; readonly word: Word }
  | { readonly kind: 'aborted'; readonly word: Word }
  | { readonly kind: 'turned-back' }
  | { readonly kind: 'bake-extended'; readonly byMs: number }
  | { readonly kind: 'exempted'; readonly cell: string; readonly word: Word };

/** What the watch that reported had been told to do: a read for an earlier duty passes no bake. */
export type WatchedFor = 'endless' | 'good' | 'one-look';

/** How a cell's own workflow ended. */
export type CellEnd =
  | { readonly kind: 'deployed' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'settled'; readonly why: string }
  | {
      readonly kind: 'blocked';
      readonly because: Extract<CellStage, { kind: 'blocked' }>['because'];
      readonly why: string;
      readonly wasTouched: boolean;
    }
  | { readonly kind: 'left' | 'moved' | 'unknown'; readonly why: string }
  /** Its workflow was terminated or failed: touched, and nobody knows how it stands. */
  | { readonly kind: 'lost'; readonly why: string };

export function touchNow(state: WaveState, at: number): Touch {
  // The offset is read with the time a look waited for its turn on top, so only one that makes the window longer is believed; and a second
  // off for the resolution of the Date header that it was read from.
  const offsetMs = Math.min(carryOffset(state) ?? 0, 0) - 1_000;
  return { at, fromAt: at + offsetMs };
}

/**
 * From when on a cell that has just been deployed serves this release alone, on AWS's clock: later rather than earlier, or requests to what
 * ran before would count.
 */
export function servesFrom(state: WaveState, at: number): number {
  return at + Math.max(carryOffset(state) ?? 0, 0) + 1_000;
}

function carryOffset(state: WaveState): number | undefined {
  const offsets = [state.order.carry.clockOffsetMs, ...state.watches.states.map((watch) => watch.clockOffsetMs)];
  const known = offsets.flatMap((offset) => offset ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

export function inFlight(state: WaveState): readonly CellInWave[] {
  return cellsIn(state).filter(({ stage }) => stage.kind === 'in-flight');
}

/** In plan order. */
export function cellsIn(state: WaveState): readonly CellInWave[] {
  // Asked many times at every event of a wave, for up to 400 cells.
  const cells: CellInWave[] = [];
  for (const { name } of state.order.wave.cells) {
    const cell = state.cells[name];
    if (cell !== undefined) cells.push(cell);
  }
  return cells;
}

/** Without the cells of earlier waves, of which there may be 10,000: how the wave itself stands. */
export function boundedWave(state: WaveState): WaveState {
  return { ...state, order: { ...state.order, alsoWatched: [] } };
}

/** Everybody it watches, always in the same places: first the others, then its own cells in plan order. */
export function waveSubjects(state: WaveState): readonly string[] {
  return [...state.order.alsoWatched.map(({ subject }) => subject), ...onlyOwn(state.order).map(({ name }) => name)];
}

/** Its cells that no earlier wave has touched: the first cell belongs to the one-box wave and to the next. */
export function onlyOwn(order: WaveOrder): readonly PlannedCell[] {
  const others = new Set(order.alsoWatched.map(({ subject }) => subject));
  return order.wave.cells.filter(({ name }) => !others.has(name));
}

/** Cells whose forward work failed, wherever their way back led. Means that only while the wave goes forward. */
export function failedCells(state: WaveState): readonly string[] {
  return cellsIn(state).flatMap(({ cell, stage }) => (hasFailed(stage) ? [cell] : []));
}
