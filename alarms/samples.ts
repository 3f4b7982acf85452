import { assertNever } from './assert-never';
import type { SampleReading } from './observation';
import type { Finding } from './verdict';

/** A metric that counts requests, or whatever the policy takes for a sample; dimensions filled in. */
export type SampledMetric = {
  readonly namespace: string;
  readonly name: string;
  readonly stat: 'Sum' | 'SampleCount';
  readonly dimensions: Readonly<Record<string, string>>;
};

export type SampledCell = {
  readonly subject: string;
  readonly metric: SampledMetric;
  readonly scope: 'one-box' | 'cell';
  /** The end of its deployment, on AWS's clock: what was served before it says nothing of this release. */
  readonly sinceAt: number;
};

/** How much must be seen, and of whom. */
export type SampleWish<Cell extends { readonly subject: string } = SampledCell> = {
  readonly least: number;
  /** Each cell by itself, or all cells of the wave together. */
  readonly per: 'cell' | 'wave';
  readonly cells: readonly Cell[];
  /** Per wave: what other watches have seen on its other cells. */
  readonly elsewhere: number;
};

/** What must have been seen before a bake can end (DESIGN 6, rule 8). */
export type SampleOrder = SampleWish & {
  /** Good time at which the watch comes back without them. */
  readonly limitMs: number;
};

/** The most that was seen of each cell, by subject; a cell that is not in it has never shown any. */
export type SampleCounts = Readonly<Record<string, number>>;

/** Adds what a look has read. Requests do not become unseen, so a smaller number says that less could be read. */
export function countSamples(
  counts: SampleCounts | undefined,
  readings: readonly SampleReading[] | undefined,
): SampleCounts | undefined {
  const read = (readings ?? []).flatMap((reading): [string, number][] => {
    if (reading.kind !== 'counted' || !isCount(reading.count)) return [];
    return [[reading.subject, Math.max(reading.count, counts?.[reading.subject] ?? 0)]];
  });
  return read.length === 0 ? counts : { ...counts, ...Object.fromEntries(read) };
}

function isCount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

type Named = { readonly subject: string };

/** The cells that have to be asked: none once enough was seen. */
export function missingSamples<Cell extends Named>(
  order: SampleWish<Cell> | undefined,
  counts: SampleCounts | undefined,
): readonly Cell[] {
  if (order === undefined) return [];
  if (order.per === 'wave') return seenTogether(order, counts) >= order.least ? [] : order.cells;
  return order.cells.filter(({ subject }) => (counts?.[subject] ?? 0) < order.least);
}

export function hasSamples(order: SampleOrder | undefined, counts: SampleCounts | undefined): boolean {
  return missingSamples(order, counts).length === 0;
}

function seenTogether({ cells, elsewhere }: SampleWish<Named>, counts: SampleCounts | undefined): number {
  return cells.reduce((sum, { subject }) => sum + (counts?.[subject] ?? 0), elsewhere);
}

/**
 * What the readings mean, where more is to be seen: one that failed is blind, and no data at all waits. Too few requests are no trouble
 * yet: they only lengthen the bake. `counts`: with this look's.
 */
export function assessSamples(
  order: SampleOrder | undefined,
  counts: SampleCounts | undefined,
  readings: readonly SampleReading[] | undefined,
): readonly Finding[] {
  const answers = new Map((readings ?? []).map((reading) => [reading.subject, reading]));
  const isSilent = order?.per === 'cell' || order === undefined || seenTogether(order, counts) === 0;
  return missingSamples(order, counts).flatMap(({ subject, metric, scope, sinceAt }): Finding[] => {
    const about = { subject, alarm: metric.name, scope };
    const reading = answers.get(subject) ?? { kind: 'unreadable', reason: 'the look left it out' };
    switch (reading.kind) {
      case 'counted':
        return isCount(reading.count)
          ? []
          : [{ ...about, kind: 'blind', because: 'samples', detail: 'it is no count' }];
      case 'none':
        return isSilent ? [{ ...about, kind: 'waiting', because: 'no-samples', sinceAt }] : [];
      case 'unreadable':
        return [{ ...about, kind: 'blind', because: 'samples', detail: reading.reason.slice(0, MAX_REASON) }];
      default:
        return assertNever(reading);
    }
  });
}

/** Characters, as for accounts: reasons travel in every heartbeat. */
const MAX_REASON = 200;

/** How far a wave has come with what it must see. */
export type SampleProgress = {
  readonly least: number;
  readonly seen: number;
  /** The cell that has seen fewest; undefined where all count together. */
  readonly subject: string | undefined;
  /** Further cells with too few. */
  readonly others: number;
};

/** Undefined once enough was seen. */
export function sampleProgress(
  order: SampleWish<Named> | undefined,
  counts: SampleCounts | undefined,
): SampleProgress | undefined {
  const missing = missingSamples(order, counts);
  if (order === undefined || missing.length === 0) return undefined;
  const { least } = order;
  if (order.per === 'wave') return { least, seen: seenTogether(order, counts), subject: undefined, others: 0 };
  const seen = Math.min(...missing.map(({ subject }) => counts?.[subject] ?? 0));
  const fewest = missing.find(({ subject }) => (counts?.[subject] ?? 0) === seen);
  return { least, seen, subject: fewest?.subject, others: missing.length - 1 };
}

/** `17 of 100 requests seen on usw2-az1-c2, and 3 more cells with too few` */
export function sampleText({ least, seen, subject, others }: SampleProgress): string {
  const where = subject === undefined ? '' : ` on ${subject}`;
  const more = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'cell' : 'cells'} with too few`;
  return `${Math.floor(seen)} of ${least} requests seen${where}${more}`;
}
