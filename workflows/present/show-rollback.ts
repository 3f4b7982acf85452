import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { ReturnedCell } from '../../waves/rollout/rollout-state';
import type { ReturnState } from '../../waves/rollout/return-state';
import type { RollbackInput } from '../contract/inputs';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';
import { drawOnce } from './draw-once';
import { rollbackPage } from './rollback-page';
import type { RunIds } from './run-ids';

/** Keeps the page of a rollback in the Web UI; to be called when something has changed. */
export function rollbackPresenter(input: RollbackInput, runs: RunIds, state: () => ReturnState): () => void {
  const { parent } = workflowInfo();
  return drawOnce(() => rollbackPage({ input, state: state(), at: Date.now(), runs, parent }));
}

/** For lists, with the last step of a rollback. */
export function noteReturned(cells: readonly ReturnedCell[]): void {
  const back = cells.filter(({ end }) => end === 'returned').length;
  const needsAttention = cells.some(({ end }) => end === 'unknown' || end === 'moved');
  upsertSearchAttributes([
    { key: A.phase, value: 'closed' },
    { key: A.outcome, value: back === cells.length ? 'returned' : 'returned-in-part' },
    { key: A.cellsTotal, value: cells.length },
    { key: A.cellsDone, value: back },
    { key: A.cellsFailed, value: cells.length - back },
    { key: A.needsAttention, value: needsAttention },
  ]);
}
