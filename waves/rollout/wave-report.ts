import type { SampleProgress } from '../../alarms/samples';
import type { Verdict } from '../../alarms/verdict';
import type { CellBaselines } from '../baseline';
import type { CellInWave, CellStage } from './cell-stage';
import type { WaveEndKind } from './next-wave-step';
import type { HoldCause, ReturnCause } from './stance';
import { waveSampleProgress } from './wave-samples';
import { cellsIn, failedCells, inFlight, type WaveState } from './wave-state';
import { carryOf, overallGoodMs, overallVerdict, type WatchCarry } from './watches';

export type WavePhase = 'deploying' | 'baking' | 'paused' | 'held' | 'aborting' | 'turning-back';

/** What a running wave tells its rollout, at each change that the rollout or a person must know. */
export type WaveReport = {
  readonly wave: number;
  /** Counts the reports of a wave: they travel one by one, and an older one that arrives later says nothing. */
  readonly sequence?: number | undefined;
  readonly phase: WavePhase;
  readonly verdict: Verdict;
  readonly goodMs: number;
  readonly done: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly held: HoldCause | undefined;
  /** Why it halted by itself. */
  readonly cause: ReturnCause | undefined;
  /** What it has seen of the requests that it must see; absent where it has seen enough. */
  readonly samples?: SampleProgress | undefined;
  /** Only when turning back: cells that are finished already, for the rollback to begin with. */
  readonly finished: readonly string[];
  /** Where each of its cells stood when this was said; empty while it deploys and all are to come. */
  readonly stages: Readonly<Record<string, CellStage['kind']>>;
  /** Baselines that it has read again, before it begins those cells once more. */
  readonly reread?: readonly CellBaselines[];
};

/** How a wave ended. */
export type WaveResult = {
  readonly wave: number;
  readonly end: WaveEndKind;
  readonly cause: ReturnCause | undefined;
  readonly verdict: Verdict;
  readonly cells: readonly CellInWave[];
  readonly carry: WatchCarry;
  readonly bakeMs: number;
  readonly goodMs: number;
  /** Since its bake began, whatever stopped the clock meanwhile; 0 if it never did. */
  readonly wallMs: number;
  readonly reread?: readonly CellBaselines[];
};

export function wavePhase(state: WaveState): WavePhase {
  if (state.turn.kind === 'abort') return 'aborting';
  if (state.turn.kind !== 'none') return 'turning-back';
  if (state.stance.kind !== 'going') return state.stance.kind;
  return state.bake === 'deploying' ? 'deploying' : 'baking';
}

export function reportOf(state: WaveState): WaveReport {
  const phase = wavePhase(state);
  const cells = cellsIn(state);
  const samples = phase === 'baking' ? waveSampleProgress(state) : undefined;
  const deployed = cells.filter(({ stage }) => stage.kind === 'deployed');
  return {
    wave: state.order.wave.number,
    phase,
    verdict: verdictNow(state),
    goodMs: overallGoodMs(state.watches),
    done: deployed.length,
    failed: failedCells(state).length,
    inFlight: inFlight(state).length,
    held: state.stance.kind === 'held' ? state.stance.why : undefined,
    cause: state.turn.kind === 'halt' ? state.turn.cause : undefined,
    ...(samples === undefined ? {} : { samples }),
    finished: phase === 'turning-back' ? deployed.map(({ cell }) => cell) : [],
    stages: hasBegun(state) ? Object.fromEntries(cells.map(({ cell, stage }) => [cell, stage.kind])) : {},
    ...rereadOf(state),
  };
}

/** After a halt by an alarm: the verdict that halted it, whatever the alarms say since. */
function verdictNow(state: WaveState): Verdict {
  if (state.turn.kind === 'halt' && state.turn.cause.kind === 'verdict') return state.turn.cause.verdict;
  return overallVerdict(state.watches);
}

/** `at`: now, on Temporal's clock. */
export function resultOf(state: WaveState, end: WaveEndKind, at: number): WaveResult {
  return {
    wave: state.order.wave.number,
    end,
    cause: state.turn.kind === 'halt' ? state.turn.cause : undefined,
    verdict: verdictNow(state),
    cells: cellsIn(state),
    carry: carryOf(state.watches),
    bakeMs: state.bakeMs,
    goodMs: overallGoodMs(state.watches),
    wallMs: state.bakingSince === undefined ? 0 : Math.max(0, at - state.bakingSince),
    ...rereadOf(state),
  };
}

/** That all of its cells are to come is said by saying nothing: the first report of every wave is kept in the rollout's history. */
function hasBegun(state: WaveState): boolean {
  return wavePhase(state) !== 'deploying' || cellsIn(state).some(({ stage }) => stage.kind !== 'pending');
}

function rereadOf({ reread }: WaveState): Pick<WaveReport, 'reread'> {
  return reread.length === 0 ? {} : { reread };
}
