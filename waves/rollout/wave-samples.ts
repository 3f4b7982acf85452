import {
  missingSamples,
  sampleProgress,
  type SampleCounts,
  type SampledCell,
  type SampleOrder,
  type SampleProgress,
  type SampleWish,
} from '../../alarms/samples';
import { fillMetric } from '../fill-metric';
import type { PlannedCell } from '../plan';
import { waveSubjects, type WaveState } from './wave-state';
import { chunkAt, chunkOf, overallGoodMs } from './watches';

type Serving = { readonly subject: string; readonly cell: PlannedCell; readonly sinceAt: number };

type WaveWish = SampleWish<Serving> & Pick<SampledCell, 'metric' | 'scope'>;

/**
 * What this wave must have seen of its cells before it passes (DESIGN 6, rule 8); undefined where its policy asks for nothing, or its metric
 * cannot tell the one-box from the rest. The metric is the policy's, not yet filled in.
 */
function wishOf(state: WaveState): WaveWish | undefined {
  const { gate, wave } = state.order;
  const wanted = gate.minimumSamples;
  const scope = wave.kind === 'one-box' ? 'one-box' : 'cell';
  const dimensions = scope === 'one-box' ? wanted?.metric.oneBoxDimensions : wanted?.metric.dimensions;
  if (wanted === undefined || dimensions === undefined) return undefined;
  const { count: least, per, metric } = wanted;
  return { least, per, scope, metric: { ...metric, dimensions }, cells: servingCells(state), elsewhere: 0 };
}

/** Only what carries the whole release: a cell that failed, or was left out, serves nothing that could be counted. */
function servingCells({ order, cells }: WaveState): readonly Serving[] {
  return order.wave.cells.flatMap((cell): Serving[] => {
    const stage = cells[cell.name]?.stage;
    if (stage?.kind !== 'deployed' || stage.servesFrom === undefined) return [];
    return [{ subject: cell.name, cell, sinceAt: stage.servesFrom }];
  });
}

/** All that was counted in the wave so far, whichever of its watches did. */
function countsIn({ watches }: WaveState): SampleCounts {
  return Object.fromEntries(watches.states.flatMap(({ samples = {} }) => Object.entries(samples)));
}

/** Undefined once this wave has seen enough. */
export function waveSampleProgress(state: WaveState): SampleProgress | undefined {
  return sampleProgress(wishOf(state), countsIn(state));
}

/** The same, where good time alone would be enough by now. */
export function extendedFor(state: WaveState): SampleProgress | undefined {
  return state.bake === 'baking' && overallGoodMs(state.watches) >= state.bakeMs
    ? waveSampleProgress(state)
    : undefined;
}

/** Good time after which a wave that still lacks its requests is held: never less than its bake, and more after each resume. */
export function sampleLimitMs({ order, bakeMs, moreSampleMs = 0 }: WaveState): number {
  return Math.max(bakeMs, longestMs(order) + moreSampleMs);
}

function longestMs({ gate }: WaveState['order']): number {
  return gate.minimumSamples?.maximumBakeMs ?? 0;
}

/** A person who lets it go on wants it to wait for requests once more: one more bake, or as long as the longest one. */
export function withMoreTime(state: WaveState): WaveState {
  const { order, bakeMs, moreSampleMs = 0 } = state;
  return { ...state, moreSampleMs: moreSampleMs + (bakeMs > 0 ? bakeMs : longestMs(order)) };
}

/** The longest bake grows with the bake. */
export function moreSampleTime({ order, moreSampleMs = 0 }: WaveState, byMs: number): Pick<WaveState, 'moreSampleMs'> {
  return order.gate.minimumSamples === undefined ? {} : { moreSampleMs: moreSampleMs + byMs };
}

/** The watches of the wave that still have requests to count. */
export function countingChunks(state: WaveState): ReadonlySet<number> {
  const missing = new Set(missingSamples(wishOf(state), countsIn(state)).map(({ subject }) => subject));
  if (missing.size === 0) return new Set();
  return new Set(waveSubjects(state).flatMap((subject, place) => (missing.has(subject) ? [chunkAt(place)] : [])));
}

/** What one watch of the wave has to count: undefined once the wave has seen enough, and where none of its own cells is short. */
export function chunkSamples(state: WaveState, chunk: number): SampleOrder | undefined {
  const wish = wishOf(state);
  if (wish === undefined || !countingChunks(state).has(chunk)) return undefined;
  const { least, per, scope, metric, cells } = wish;
  const counts = countsIn(state);
  const own = new Set(chunkOf(waveSubjects(state), chunk));
  const others = cells.filter(({ subject }) => !own.has(subject));
  return {
    least,
    per,
    cells: cells
      .filter(({ subject }) => own.has(subject))
      .map(({ subject, sinceAt, cell }) => ({ subject, sinceAt, scope, metric: fillMetric(metric, cell) })),
    elsewhere: others.reduce((sum, { subject }) => sum + (counts[subject] ?? 0), 0),
    limitMs: sampleLimitMs(state),
  };
}
