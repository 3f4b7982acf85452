import type { ReturnedCell, RolloutState } from './rollout-state';
import { cellsToReturn } from './touched';

/** What became of a wave's cells after it had ended: where they are now, its phase does not say. */
export type WayBack = 'none' | 'under-way' | 'whole' | 'in-part';

/** How each cell on its way back has ended; undefined while it has not. */
export type ReturnEnds = ReadonlyMap<string, ReturnedCell['end'] | undefined>;

/** As far as the rollout knows: while its rollback runs, only who is on the way. */
export function returnEnds(state: RolloutState): ReturnEnds {
  if (state.returned !== undefined) return new Map(state.returned.map(({ cell, end }) => [cell, end]));
  if (state.turn.kind !== 'return') return new Map();
  return new Map(cellsToReturn(state).map(({ cell }) => [cell.name, undefined]));
}

export function wayBackOf(cells: readonly string[], ends: ReturnEnds): WayBack {
  const own = cells.filter((cell) => ends.has(cell)).map((cell) => ends.get(cell));
  if (own.length === 0) return 'none';
  if (own.includes(undefined)) return 'under-way';
  return own.every((end) => end === 'returned') ? 'whole' : 'in-part';
}
