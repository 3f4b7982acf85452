import type { temporal } from '@temporalio/proto';
import type { CommandNote, Run } from './run';

type Event = temporal.api.history.v1.IHistoryEvent;

/** As much of a run's history as anybody reads: its start, and the children that it commanded and that began. */
export function historyOf(run: Run): readonly Event[] {
  const children = run.commands.filter(({ kind }) => kind === 'child');
  return [started(run), ...children.map(initiated), ...run.begun.map(begun)];
}

function started({ birth: { workflowType, runId, firstRunId }, input }: Run): Event {
  return {
    workflowExecutionStartedEventAttributes: {
      workflowType: { name: workflowType },
      input: { payloads: [...input] },
      firstExecutionRunId: firstRunId,
      originalExecutionRunId: runId,
    },
  };
}

function initiated({ name, input }: CommandNote): Event {
  return {
    startChildWorkflowExecutionInitiatedEventAttributes: { workflowType: { name }, input: { payloads: [...input] } },
  };
}

function begun({ birth: { workflowId, runId, workflowType } }: Run): Event {
  return {
    childWorkflowExecutionStartedEventAttributes: {
      workflowType: { name: workflowType },
      workflowExecution: { workflowId, runId },
    },
  };
}
