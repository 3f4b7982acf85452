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
import type { MinimumSamples } from '../policy';
import { cellsIn, waveSubjects, type WaveState } from './wave-state';
import { chunkAt, chunkOf, overallGoodMs } from './watches';

type Serving = { readonly subject: string; readonly sinceAt: number };

/**
 * What this wave must have seen of its cells before it passes (DESIGN 6, rule 8); undefined where its policy asks for nothing, or its metric
 * cannot tell the one-box from the rest.
 */
function wishOf(state: WaveState): SampleWish<Serving> | undefined {
  const wanted = state.order.gate.minimumSamples;
  if (wanted === undefined || dimensionsFor(state, wanted) === undefined) return undefined;
  return { least: wanted.count, per: wanted.per, cells: servingCells(state), elsewhere: 0 };
}

function dimensionsFor(
  { order }: WaveState,
  { metric }: MinimumSamples,
): SampledCell['metric']['dimensions'] | undefined {
  return order.wave.kind === 'one-box' ? metric.oneBoxDimensions : metric.dimensions;
}

/** Only what carries the whole release: a cell that failed, or was left out, serves nothing that could be counted. */
function servingCells(state: WaveState): readonly Serving[] {
  return cellsIn(state).flatMap(({ cell: subject, stage }) =>
    stage.kind === 'deployed' && stage.servesFrom !== undefined ? [{ subject, sinceAt: stage.servesFrom }] : [],
  );
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
  return Math.max(bakeMs, (order.gate.minimumSamples?.maximumBakeMs ?? 0) + moreSampleMs);
}

/** A person who lets it go on wants it to wait for requests once more: one more bake, or as long as the longest one. */
export function withMoreTime(state: WaveState): WaveState {
  const onceMoreMs = state.bakeMs > 0 ? state.bakeMs : (state.order.gate.minimumSamples?.maximumBakeMs ?? 0);
  return { ...state, moreSampleMs: (state.moreSampleMs ?? 0) + onceMoreMs };
}

/** The longest bake grows with the bake. */
export function moreSampleTime({ order, moreSampleMs = 0 }: WaveState, byMs: number): Pick<WaveState, 'moreSampleMs'> {
  return order.gate.minimumSamples === undefined ? {} : { moreSampleMs: moreSampleMs + byMs };
}

/** The watches of the wave that still have requests to count. */
export function countingChunks(state: WaveState): ReadonlySet<number> {
  const missing = missingSamples(wishOf(state), countsIn(state));
  if (missing.length === 0) return new Set();
  const places = new Map(waveSubjects(state).map((subject, place) => [subject, chunkAt(place)]));
  return new Set(missing.flatMap(({ subject }) => places.get(subject) ?? []));
}

/** What one watch of the wave has to count: undefined once the wave has seen enough, and where none of its own cells is short. */
export function chunkSamples(state: WaveState, chunk: number): SampleOrder | undefined {
  const wish = wishOf(state);
  if (wish === undefined || !countingChunks(state).has(chunk)) return undefined;
  const counts = countsIn(state);
  const own = new Set(chunkOf(waveSubjects(state), chunk));
  const elsewhere = wish.cells.filter(({ subject }) => !own.has(subject));
  return {
    ...wish,
    cells: wish.cells.filter(({ subject }) => own.has(subject)).flatMap((cell) => filledIn(state, cell)),
    elsewhere: elsewhere.reduce((sum, { subject }) => sum + (counts[subject] ?? 0), 0),
    limitMs: sampleLimitMs(state),
  };
}

function filledIn(state: WaveState, serving: Serving): readonly SampledCell[] {
  const { wave, gate } = state.order;
  const cell = wave.cells.find(({ name }) => name === serving.subject);
  const wanted = gate.minimumSamples;
  const dimensions = wanted === undefined ? undefined : dimensionsFor(state, wanted);
  if (cell === undefined || wanted === undefined || dimensions === undefined) return [];
  const scope = wave.kind === 'one-box' ? 'one-box' : 'cell';
  return [{ ...serving, scope, metric: fillMetric({ ...wanted.metric, dimensions }, cell) }];
}
