import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ChildWorkflowCancellationType, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { cellDeployment } from './cell-deployment';
import { cellWorkflowId, WORKFLOW_TYPES } from './contract/ids';
import type { CellInput, CellResult } from './contract/inputs';
import { TASK_QUEUES } from './contract/task-queues';
import { cellAttributes } from './present/attributes';
import { cellDetails } from './present/cell-page';
import { rootMessage, wasCancelled } from './was-cancelled';

/** A cell's child: its id is the cell's lock, and it settles by itself when its parent is gone. */
export type CellStart =
  | { readonly kind: 'ended'; readonly result: CellResult }
  /** Somebody else's workflow holds the cell. */
  | { readonly kind: 'held'; readonly workflowId: string };

/** `onStart` hears the run that the id now belongs to. */
export async function runCell(
  input: CellInput,
  onStart: (workflowId: string, runId: string) => void,
): Promise<CellStart> {
  const workflowId = cellWorkflowId(input.ref.service, input.cell.name);
  const begun = { value: false };
  try {
    const child = await startChild<typeof cellDeployment>(WORKFLOW_TYPES.cellDeployment, {
      args: [input],
      workflowId,
      taskQueue: input.direction === 'forward' ? TASK_QUEUES.orchestrator : TASK_QUEUES.rollback,
      parentClosePolicy: input.direction === 'forward' ? ParentClosePolicy.REQUEST_CANCEL : ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      typedSearchAttributes: cellAttributes(input),
      staticSummary: summaryOf(input),
      staticDetails: cellDetails(input),
      priority: { priorityKey: input.direction === 'forward' ? 3 : 1 },
    });
    begun.value = true;
    onStart(workflowId, child.firstExecutionRunId);
    return { kind: 'ended', result: await child.result() };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'held', workflowId };
    return { kind: 'ended', result: lostEnd(error, begun.value) };
  }
}

/** Cancelled before it began: nothing was touched. Anything else that a cell's workflow throws leaves nobody knowing. */
function lostEnd(error: unknown, begun: boolean): CellResult {
  if (!begun && wasCancelled(error)) return { kind: 'settled', why: 'cancelled before it began' };
  if (!(error instanceof Error) || error.name !== 'ChildWorkflowFailure') throw error;
  return { kind: 'lost', why: rootMessage(error) };
}

function summaryOf({ cell, direction, ref }: CellInput): string {
  const verb = direction === 'forward' ? `deploy ${ref.releaseVersion} to` : `take ${ref.releaseVersion} back from`;
  return `${verb} ${cell.name} (${cell.azId})`;
}
