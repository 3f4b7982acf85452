import type { Payload } from '@temporalio/common';
import { CANCELLED, NOT_FOUND } from './failures';
import { PACE } from './pace';
import { toPayload } from './payloads';
import { forgetCommand, noteCommand, type Run } from './run';
import { deliver, type Server } from './server';
import type { Command, Job } from './workflow-sandbox';

/** A signal from outside. */
export function sendSignal(server: Server, run: Run, { name, message }: { name: string; message: unknown }): void {
  deliver(server, run, { job: signalJob(name, [toPayload(message)]), events: 1 });
}

/** From workflow to workflow: it arrives a moment later, or nobody is there to hear it. */
export function signalOther(
  server: Server,
  run: Run,
  signal: NonNullable<Command['signalExternalWorkflowExecution']>,
): void {
  const { seq, workflowExecution, signalName, args } = signal;
  const name = signalName ?? '';
  if (!workflowExecution) throw new Error(`${name} is signalled to nobody`);
  run.events += 1;
  const note = noteCommand(run, { at: server.timeline.now(), kind: 'signal', name, input: args ?? [] });
  const takeBack = server.timeline.later(
    PACE.message,
    `signal ${name} to ${workflowExecution.workflowId ?? ''}`,
    () => {
      run.signals.delete(seq ?? 0);
      const other = openRun(server, workflowExecution.workflowId ?? '', workflowExecution.runId ?? '');
      const failure = other === undefined ? { failure: NOT_FOUND } : {};
      if (other !== undefined) deliver(server, other, { job: signalJob(name, args ?? []), events: 1 });
      deliver(server, run, { job: { resolveSignalExternalWorkflow: { seq: seq ?? 0, ...failure } }, events: 1 });
    },
  );
  run.signals.set(seq ?? 0, { note, takeBack });
}

/** One that was commanded in this very task is not sent; any other is on its way, and nobody can take it back. */
export function cancelSignal(run: Run, seq: number): void {
  const signal = run.signals.get(seq);
  if (signal === undefined || signal.note.task !== run.tasks) return;
  signal.takeBack();
  run.signals.delete(seq);
  run.events -= 1;
  forgetCommand(run, signal.note);
  run.atOnce.push({ resolveSignalExternalWorkflow: { seq, failure: CANCELLED } });
}

function openRun({ open }: Server, workflowId: string, runId: string): Run | undefined {
  const run = open.get(workflowId);
  return runId === '' || run?.birth.runId === runId ? run : undefined;
}

function signalJob(signalName: string, input: readonly Payload[]): Job {
  return { signalWorkflow: { signalName, input: [...input], identity: 'a tester' } };
}
