import type { SampleReading } from './observation';
import { missingSamples } from './samples';
import type { SampleCounts, SampleOrder } from './samples';
import type { Finding } from './verdict';

/** What was wanted of requests, and what was read: enough to come to the same findings again. */
export type Sampling = {
  readonly order: SampleOrder;
  readonly counts: SampleCounts;
  readonly readings: readonly SampleReading[];
};

export type WholeSampling = {
  readonly order: SampleOrder | undefined;
  readonly counts: SampleCounts | undefined;
  readonly readings: readonly SampleReading[] | undefined;
};

/** Beside the cells that a verdict names, so many that have too few. */
const MAX_CELLS = 20;

/**
 * The part in which the chosen findings are found again. What the cells that are left out have seen is added up, so that a wave's sum stays
 * what it is.
 */
export function partOfSampling(
  { order, counts = {}, readings = [] }: WholeSampling,
  chosen: readonly Finding[],
): Sampling | undefined {
  if (order === undefined) return undefined;
  const named = new Set(chosen.filter(isOfSamples).map(({ subject }) => subject));
  const short = missingSamples(order, counts).map(({ subject }) => subject);
  const told = new Set(readings.filter(({ kind }) => kind !== 'counted').map(({ subject }) => subject));
  // A cell that could not be counted is in it only if the verdict has room for it.
  const kept = new Set([...named, ...short.filter((cell) => !told.has(cell)).slice(0, MAX_CELLS)]);
  const cells = order.cells.filter(({ subject }) => kept.has(subject));
  const rest = order.cells.filter(({ subject }) => !kept.has(subject));
  const elsewhere = rest.reduce((sum, { subject }) => sum + (counts[subject] ?? 0), order.elsewhere);
  return {
    order: { ...order, cells, elsewhere },
    counts: Object.fromEntries(Object.entries(counts).filter(([subject]) => kept.has(subject))),
    readings: readings.filter(({ subject }) => kept.has(subject)),
  };
}

function isOfSamples(finding: Finding): boolean {
  if (finding.kind === 'waiting') return finding.because === 'no-samples';
  return finding.kind === 'blind' && finding.because === 'samples';
}
