import type { CellBaselines } from '../baseline';

/** Baselines of a wave with those of single cells that were read again in their places. */
export function withReread(
  baselines: readonly CellBaselines[] | undefined,
  reread: readonly CellBaselines[],
): readonly CellBaselines[] {
  const newer = new Map(reread.map((one) => [one.cell, one]));
  const kept = baselines?.filter(({ cell }) => !newer.has(cell));
  return [...(kept ?? []), ...newer.values()];
}

/** Why a cell's baselines are nothing to return to; undefined when all of them are. */
export function doubtIn({ groups }: CellBaselines): string | undefined {
  const doubts = groups.flatMap(({ baseline }) => (baseline.kind === 'untrusted' ? [baseline.why] : []));
  return doubts.length === 0 ? undefined : doubts.join('; ');
}
