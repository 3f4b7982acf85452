import type { WorkflowHandle } from '@temporalio/client';

/** Workflow code that throws where it must not fails its task, which is tried again and again; nobody would see it from the outside. */
export async function failedTasks(handle: WorkflowHandle): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
    // Reset writes such an event where the new run begins.
    failed === undefined || failed === null || isSet(failed.newRunId)
      ? []
      : [`cause ${String(failed.cause)}: ${failed.failure?.message ?? 'no message'}`],
  );
}

function isSet(text: string | null | undefined): boolean {
  return typeof text === 'string' && text !== '';
}
