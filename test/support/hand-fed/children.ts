import { coresdk } from '@temporalio/proto';
import { requestCancel } from './close';
import { CANCELLED, childFailure } from './failures';
import { openRun } from './open-run';
import { PACE } from './pace';
import { forgetCommand, noteCommand, type ChildLink, type CommandNote, type Run } from './run';
import { deliver, type Server } from './server';
import type { Command } from './workflow-sandbox';

const { ParentClosePolicy, ChildWorkflowCancellationType, StartChildWorkflowExecutionFailedCause } =
  coresdk.child_workflow;

type Order = NonNullable<Command['startChildWorkflowExecution']>;

export function startChild(server: Server, parent: Run, order: Order): void {
  const seq = order.seq ?? 0;
  const note = noteCommand(parent, { at: server.timeline.now(), kind: 'child', ...namedInput(order) });
  const link: ChildLink = { order, note, run: undefined };
  parent.children.set(seq, link);
  parent.events += 1;
  server.timeline.later(PACE.message, `start of ${order.workflowId ?? ''}`, () => begin(server, parent, link));
}

function namedInput({ workflowType, input }: Order): Pick<CommandNote, 'name' | 'input'> {
  return { name: workflowType ?? '', input: input ?? [] };
}

async function begin(server: Server, parent: Run, link: ChildLink): Promise<void> {
  const { order } = link;
  const seq = order.seq ?? 0;
  const [workflowId, workflowType] = [order.workflowId ?? '', order.workflowType ?? ''];
  if (!isStillWanted(parent, link)) return;
  if (server.open.has(workflowId)) {
    parent.children.delete(seq);
    const cause =
      StartChildWorkflowExecutionFailedCause.START_CHILD_WORKFLOW_EXECUTION_FAILED_CAUSE_WORKFLOW_ALREADY_EXISTS;
    const failed = { workflowId, workflowType, cause };
    deliver(server, parent, { job: { resolveChildWorkflowExecutionStart: { seq, failed } }, events: 1 });
    return;
  }
  const run = await openRun(server, {
    workflowId,
    workflowType,
    taskQueue: order.taskQueue ?? '',
    input: order.input ?? [],
    parent: { run: parent, seq },
  });
  link.run = run;
  parent.begun.push(run);
  const succeeded = { runId: run.birth.runId };
  deliver(server, parent, { job: { resolveChildWorkflowExecutionStart: { seq, succeeded } }, events: 1 });
}

/** Not taken back; and a parent that has closed meanwhile leaves only an abandoned child behind. */
function isStillWanted(parent: Run, link: ChildLink): boolean {
  if (parent.closing === undefined) return parent.children.get(link.order.seq ?? 0) === link;
  return link.order.parentClosePolicy === ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON;
}

/** A child that was commanded in this very task is taken back before anybody hears of it; any other is asked, and waited for. */
export function cancelChild(server: Server, parent: Run, seq: number): void {
  const link = parent.children.get(seq);
  if (link === undefined) return;
  const { order } = link;
  if (order.cancellationType !== ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
    throw new Error(`${order.workflowId ?? ''} is cancelled in a way that nobody here knows`);
  if (link.note.task === parent.tasks) return takeBack(parent, seq, link);
  parent.events += 1;
  server.timeline.later(PACE.message, `cancel of ${order.workflowId ?? ''}`, () => {
    if (link.run === undefined || link.run.closing !== undefined) return;
    requestCancel(server, link.run, 'by its parent');
    deliver(server, parent, { job: undefined, events: 1 });
  });
}

function takeBack(parent: Run, seq: number, { order, note }: ChildLink): void {
  parent.children.delete(seq);
  forgetCommand(parent, note);
  parent.events -= 1;
  const birth = {
    ...parent.birth,
    workflowId: order.workflowId ?? '',
    runId: '',
    workflowType: order.workflowType ?? '',
  };
  const cancelled = { failure: childFailure(birth, CANCELLED) };
  parent.atOnce.push({ resolveChildWorkflowExecutionStart: { seq, cancelled } });
}
