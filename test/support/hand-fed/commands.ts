import { fromPayload } from './payloads';
import { cancelActivity, scheduleActivity } from './pending-activity';
import { answerUpdate } from './updates';
import { cancelChild, startChild } from './children';
import { close } from './close';
import { PACE } from './pace';
import type { Run } from './run';
import { deliver, type Server } from './server';
import { cancelSignal, signalOther } from './signals';
import { durationMs } from './durations';
import type { Command } from './workflow-sandbox';

/** Does what a workflow commands. What it does not know is an error, so that no command is ever overlooked. */
export function obey(server: Server, run: Run, command: Command): void {
  if (command.scheduleActivity) scheduleActivity(server, run, command.scheduleActivity);
  else if (command.requestCancelActivity) cancelActivity(server, run, command.requestCancelActivity.seq ?? 0);
  else if (command.startTimer) startTimer(server, run, command.startTimer);
  else if (command.cancelTimer) cancelTimer(run, command.cancelTimer.seq ?? 0);
  else if (command.startChildWorkflowExecution) startChild(server, run, command.startChildWorkflowExecution);
  else if (command.cancelChildWorkflowExecution)
    cancelChild(server, run, command.cancelChildWorkflowExecution.childWorkflowSeq ?? 0);
  else if (command.signalExternalWorkflowExecution) signalOther(server, run, command.signalExternalWorkflowExecution);
  else obeyAlone(server, run, command);
}

/** Commands that concern nobody else. */
function obeyAlone(server: Server, run: Run, command: Command): void {
  const at = server.timeline.now();
  if (command.upsertWorkflowSearchAttributes) noteAttributes(run, command.upsertWorkflowSearchAttributes);
  else if (command.modifyWorkflowProperties) run.events += 1;
  // The marker, and the search attribute that names it.
  else if (command.setPatchMarker) run.events += 2;
  else if (command.cancelSignalWorkflow) cancelSignal(run, command.cancelSignalWorkflow.seq ?? 0);
  else if (command.updateResponse) answerUpdate(run, command.updateResponse, at);
  else if (command.completeWorkflowExecution)
    close(server, run, { kind: 'completed', result: command.completeWorkflowExecution.result ?? undefined, at });
  else if (command.failWorkflowExecution)
    close(server, run, { kind: 'failed', failure: command.failWorkflowExecution.failure ?? {}, at });
  else if (command.cancelWorkflowExecution) close(server, run, { kind: 'cancelled', at });
  else
    throw new Error(`${run.birth.workflowType} commands what nobody here can do: ${Object.keys(command).join(', ')}`);
}

function startTimer(server: Server, run: Run, timer: NonNullable<Command['startTimer']>): void {
  const seq = timer.seq ?? 0;
  const ms = Math.max(PACE.shortestTimer, durationMs(timer.startToFireTimeout) ?? 0);
  run.events += 1;
  const takeBack = server.timeline.later(ms, `timer of ${run.birth.workflowId}`, () => {
    run.timers.delete(seq);
    deliver(server, run, { job: { fireTimer: { seq } }, events: 1 });
  });
  run.timers.set(seq, takeBack);
}

function cancelTimer(run: Run, seq: number): void {
  run.timers.get(seq)?.();
  run.timers.delete(seq);
  run.events += 1;
}

function noteAttributes(run: Run, upsert: NonNullable<Command['upsertWorkflowSearchAttributes']>): void {
  run.events += 1;
  for (const [name, payload] of Object.entries(upsert.searchAttributes?.indexedFields ?? {}))
    run.attributes.set(name, fromPayload(payload));
}
