import type { CellInWave } from './cell-stage';
import type { ReturnedCell, RolloutState } from './rollout-state';
import { worseEnd } from './return-state';

/**
 * The account of every touched cell (S11): those the rollback returned, and those that turned round by themselves. A cell that did both is told
 * by the end that needs a person more.
 */
export function accountForTouched(state: RolloutState, ends: readonly ReturnedCell[]): readonly ReturnedCell[] {
  const all = new Map<string, ReturnedCell>();
  const own = state.waves.flatMap(({ stage }) => (stage.kind === 'ended' ? stage.result.cells.flatMap(ownEnd) : []));
  for (const end of [...ends, ...own]) all.set(end.cell, worseEnd(all.get(end.cell) ?? end, end));
  return [...all.values()];
}

/** Of a cell that went back without the rollback. */
function ownEnd({ cell, stage }: CellInWave): readonly ReturnedCell[] {
  switch (stage.kind) {
    case 'settled':
    case 'failed':
      return [{ cell, end: 'returned', why: stage.why }];
    case 'left':
    case 'moved':
      return [{ cell, end: stage.kind, why: stage.why }];
    default:
      return [];
  }
}
