import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { GroupResult } from '../../activities/activities';
import type { CellInput, CellResult } from '../contract/inputs';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';
import { cellPage } from './cell-page';

export type CellShown = {
  readonly word: string;
  readonly why?: string;
  readonly groups?: readonly GroupResult[];
};

/** The page of a cell in the Web UI. */
export function showCell(input: CellInput, { word, why, groups = [] }: CellShown): void {
  setCurrentDetails(cellPage({ input, word, why, groups, at: Date.now() }));
}

/** For lists, when a cell in flight turns round. */
export function noteTurn(): void {
  upsertSearchAttributes([{ key: A.phase, value: 'rolling-back' }]);
}

/** For lists, with the last step of a cell: written in the same task as its end, so that visibility is told once. */
export function noteEnd<Result extends CellResult>(result: Result): Result {
  upsertSearchAttributes([
    { key: A.phase, value: 'closed' },
    { key: A.outcome, value: result.kind },
    ...(result.kind === 'unknown' ? [{ key: A.needsAttention, value: true }] : []),
  ]);
  return result;
}
