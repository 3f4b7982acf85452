import { coresdk } from '@temporalio/proto';
import { CANCELLED, childFailure, TERMINATED } from './failures';
import { PACE } from './pace';
import type { ChildLink, Closing, Run } from './run';
import { deliver, type Server } from './server';

const { ParentClosePolicy } = coresdk.child_workflow;
type ChildResult = coresdk.child_workflow.IChildWorkflowResult;

/** Ends a run, tells its parent, and does to its children what their policies say. Attempts that are running notice it by their heartbeats. */
export function close(server: Server, run: Run, closing: Closing): void {
  run.closing = closing;
  run.events += 1;
  if (server.open.get(run.birth.workflowId) === run) server.open.delete(run.birth.workflowId);
  for (const takeBack of run.timers.values()) takeBack();
  for (const activity of run.activities.values()) activity.takeBack?.();
  run.activities.clear();
  for (const child of run.children.values()) release(server, child);
  const { parent } = run;
  if (parent === undefined) return;
  const job = { resolveChildWorkflowExecution: { seq: parent.seq, result: resultOf(run, closing) } };
  server.timeline.later(PACE.message, `end of ${run.birth.workflowId} to its parent`, () => {
    parent.run.children.delete(parent.seq);
    deliver(server, parent.run, { job, events: 1 });
  });
}

export function terminate(server: Server, run: Run): void {
  if (run.closing !== undefined) return;
  close(server, run, { kind: 'terminated', at: server.timeline.now() });
  void run.workflow.dispose();
}

export function requestCancel(server: Server, run: Run, reason: string): void {
  deliver(server, run, { job: { cancelWorkflow: { reason } }, events: 1 });
}

/** A child that has not begun yet is dealt with when it would. */
function release(server: Server, { order, run }: ChildLink): void {
  if (run === undefined) return;
  switch (order.parentClosePolicy) {
    case ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON:
      return;
    case ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL:
      server.timeline.later(PACE.message, `cancel of ${run.birth.workflowId}, whose parent has closed`, () =>
        requestCancel(server, run, 'by parent close policy'),
      );
      return;
    default:
      throw new Error(`${run.birth.workflowId} would be terminated with its parent, in the middle of its work`);
  }
}

function resultOf({ birth }: Run, closing: Closing): ChildResult {
  switch (closing.kind) {
    case 'completed':
      return { completed: closing.result === undefined ? {} : { result: closing.result } };
    case 'failed':
      return { failed: { failure: childFailure(birth, closing.failure) } };
    case 'cancelled':
      return { cancelled: { failure: childFailure(birth, CANCELLED) } };
    case 'terminated':
      return { failed: { failure: childFailure(birth, TERMINATED) } };
  }
}
