import type { ReturnedCell } from '../../waves/rollout/rollout-state';
import type { ReturningCell, ReturnState } from '../../waves/rollout/return-state';
import { cellWorkflowId } from '../contract/ids';
import type { RollbackInput } from '../contract/inputs';
import { link, pageText, short, stamp } from '../contract/markdown';
import type { RunIds } from './run-ids';

export type RollbackView = {
  readonly input: RollbackInput;
  readonly state: ReturnState;
  readonly at: number;
  readonly runs: RunIds;
  readonly parent: { readonly workflowId: string; readonly runId: string } | undefined;
};

export function rollbackPage(view: RollbackView): string {
  const { input, state, at, parent } = view;
  const ended = state.cells.filter(({ stage }) => stage === 'ended');
  const odd = ended.filter(({ end }) => end?.end !== 'returned').length;
  const isOver = ended.length === state.cells.length && state.awaiting === undefined;
  const word = isOver ? '↩ taken back' : '↩ taking back';
  const where = state.current === undefined ? '' : `, now in ${state.current.azId}`;
  const trouble = odd === 0 ? '' : `, **${odd} need a look**`;
  const up = parent === undefined ? [] : [link('The whole rollout', parent.workflowId, parent.runId), ''];
  return pageText({
    head: [
      `### ${word}: ${input.ref.releaseVersion} in ${input.ref.region}`,
      `**${ended.length - odd} of ${state.cells.length}** cells are on their baselines again${where}${trouble}`,
      'Cells that were in flight turn round in their own workflows and are not counted here',
      `**Why** ${short(input.reason, 400)}`,
    ],
    columns: ['Cell', 'AZ', 'State', 'Why'],
    rows: [...state.cells].sort((one, other) => tellingOf(one) - tellingOf(other)).map((cell) => row(view, cell)),
    noun: 'cells',
    tail: [...up, `As of ${stamp(at)}; press R for now`],
  });
}

function tellingOf({ stage, end }: ReturningCell): number {
  if (end !== undefined && end.end !== 'returned') return 0;
  return stage === 'waiting' ? 2 : 1;
}

function row({ input, runs }: RollbackView, { order, stage, end }: ReturningCell): readonly string[] {
  const id = cellWorkflowId(input.ref.service, order.cell.name);
  const run = runs.get(id);
  const name = run === undefined ? order.cell.name : link(order.cell.name, id, run);
  return [name, order.azId, wordOf(stage, end), short(end?.why ?? '', 120)];
}

function wordOf(stage: ReturningCell['stage'], end: ReturnedCell | undefined): string {
  if (end !== undefined) return end.end === 'returned' ? '✔ on its baseline' : `✖ ${end.end}`;
  return stage === 'waiting' ? '○ to come' : '● returning';
}
