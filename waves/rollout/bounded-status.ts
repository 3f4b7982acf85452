import type { CellStatus, RolloutStatus } from './status';

/** Cells that an answer names one by one when it is not packed: Temporal refuses answers and results of 2 MB, and 10,000 rows are 1.5 MB. */
export const MOST_ROWS = 500;

/** A status that never grows too large: the rows that tell most, in plan order, and how many are left out. */
export function boundedStatus(status: RolloutStatus): RolloutStatus {
  const leftOut = status.cells.length - MOST_ROWS;
  if (leftOut <= 0) return status;
  const telling = status.cells.filter((cell) => !isPlain(cell));
  const kept = new Set([...telling, ...status.cells.filter(isPlain)].slice(0, MOST_ROWS));
  return { ...status, cells: status.cells.filter((cell) => kept.has(cell)), cellsLeftOut: leftOut };
}

/** Nobody looks for a cell that is where its wave says it is. */
function isPlain({ phase }: CellStatus): boolean {
  return phase === 'pending' || phase === 'deployed' || phase === 'returned';
}
