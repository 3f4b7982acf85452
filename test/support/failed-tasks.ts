import type { WorkflowHandle } from '@temporalio/client';

/** Workflow code that throws where it must not fails its task, which is tried again and again; nobody would see it from the outside. */
export async function failedTasks(handle: WorkflowHandle): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
    // Reset writes such an event where the new run begins; and a workflow that would close while news arrives is asked again.
    failed === undefined || failed === null || isSet(failed.newRunId) || Number(failed.cause) === NEWS_ARRIVED
      ? []
      : [`cause ${String(failed.cause)}: ${failed.failure?.message ?? 'no message'}`],
  );
}

/** `WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND` */
const NEWS_ARRIVED = 1;

function isSet(text: string | null | undefined): boolean {
  return typeof text === 'string' && text !== '';
}
