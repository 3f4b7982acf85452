import type { BaselineOrder } from '../../activities/activities';
import type { CellBaselines } from '../../waves/baseline';
import type { PlannedCell } from '../../waves/plan';
import { pack, unpack, type Packed } from './packed';

/** Baselines as they travel: of few cells as a person reads them, of many packed. Whoever asks in packed form is answered so. */
export type BaselinesAnswer = readonly CellBaselines[] | Packed<readonly CellBaselines[]>;

/** 400 cells are 250 KB of JSON as they are asked for, and 180 KB as they are answered, at every wave. */
const MOST_PLAIN = 20;

export function baselineOrder(ref: BaselineOrder['ref'], cells: readonly PlannedCell[]): BaselineOrder {
  return cells.length <= MOST_PLAIN ? { ref, cells } : { ref, packedCells: pack(cells.map(withoutAlarms)) };
}

/** Nobody looks at alarms to read a baseline. */
function withoutAlarms(cell: PlannedCell): PlannedCell {
  return { ...cell, alarms: [], labels: {} };
}

export function cellsOf(order: BaselineOrder): readonly PlannedCell[] {
  return 'packedCells' in order ? unpack(order.packedCells) : order.cells;
}

export function baselinesAnswer(order: BaselineOrder, read: readonly CellBaselines[]): BaselinesAnswer {
  return 'packedCells' in order ? pack(read) : read;
}

export function baselinesIn(answer: BaselinesAnswer): readonly CellBaselines[] {
  return typeof answer === 'string' ? unpack(answer) : answer;
}
