/**
 * A point in a scenario. `start`: counted from the sandbox's start, negative before it. `reach`: counted from the moment when a release
 * has reached so many cells (1: the first one-box), for nobody knows beforehand when, and in which cell, that will be.
 */
export type Moment =
  | { readonly kind: 'start'; readonly afterSeconds: number }
  | { readonly kind: 'reach'; readonly release: string; readonly cells: number; readonly afterSeconds: number };

/** A stretch of a scenario. Without an end it lasts for ever. */
export type Span = { readonly from: Moment; readonly forSeconds: number | undefined };

/** When each cell was first reached by each release, in simulated seconds since the start, in the order of reaching. */
export type Reaches = (release: string) => readonly Reached[];

export type Reached = { readonly cell: string; readonly azId: string; readonly atSeconds: number };

/** In simulated seconds since the start; undefined while it has not come into sight. */
export function secondsOf(moment: Moment, reaches: Reaches): number | undefined {
  if (moment.kind === 'start') return moment.afterSeconds;
  const reached = reaches(moment.release)[moment.cells - 1];
  return reached === undefined ? undefined : reached.atSeconds + moment.afterSeconds;
}

/** The cell whose turn set a moment off. */
export function cellReachedAt(moment: Moment, reaches: Reaches): string | undefined {
  return moment.kind === 'reach' ? reaches(moment.release)[moment.cells - 1]?.cell : undefined;
}

export function isWithin(span: Span, nowSeconds: number, reaches: Reaches): boolean {
  const from = secondsOf(span.from, reaches);
  return from !== undefined && nowSeconds >= from && nowSeconds < from + (span.forSeconds ?? Infinity);
}
