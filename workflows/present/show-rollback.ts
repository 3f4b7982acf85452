import { setCurrentDetails } from '@temporalio/workflow';
import type { ReturnState } from '../../waves/rollout/return-state';
import { cellWorkflowId } from '../contract/ids';
import type { RollbackInput } from '../contract/inputs';
import { link, table } from '../contract/markdown';

const MOST_ROWS = 25;

/** The page of a rollback in the Web UI. */
export function showRollback(input: RollbackInput, state: ReturnState): void {
  const ended = state.cells.filter(({ stage }) => stage === 'ended').length;
  const rows = state.cells
    .slice(0, MOST_ROWS)
    .map(({ order, stage, end }) => [
      link(order.cell.name, cellWorkflowId(input.ref.service, order.cell.name)),
      order.azId,
      end === undefined ? stage : end.end,
      end?.why ?? '',
    ]);
  const more = state.cells.length > MOST_ROWS ? [`${state.cells.length - MOST_ROWS} more cells`] : [];
  const lines = [
    `**Taking ${input.ref.releaseVersion} back**: ${ended} of ${state.cells.length} cells`,
    input.reason,
    '',
  ];
  setCurrentDetails([...lines, ...table(['Cell', 'AZ', 'Stage', 'Why'], rows), ...more].join('\n'));
}
