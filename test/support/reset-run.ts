import { follow, type Running } from './a-running-rollout';

type Events = NonNullable<Awaited<ReturnType<Running['handle']['fetchHistory']>>['events']>;
type Event = Events[number];

/** Resets to the end of its `nth` workflow task, as the Web UI's button does. */
export async function resetToTask(running: Running, nth: number): Promise<Running> {
  return resetTo(running, (events) => events.filter(isTaskEnd)[nth]);
}

/** To the task that heard of the end of its `nth` wave. */
export async function resetToEndOfWave(running: Running, nth: number): Promise<Running> {
  return resetTo(running, (events) => {
    const ends = events.filter((event) => event.childWorkflowExecutionCompletedEventAttributes);
    const at = events.indexOf(ends[nth - 1] ?? {});
    return events.slice(at).find(isTaskEnd);
  });
}

/** To the task that heard of the start of its `nth` wave. */
export async function resetIntoWave(running: Running, nth: number): Promise<Running> {
  return resetTo(running, (events) => {
    const starts = events.filter((event) => event.childWorkflowExecutionStartedEventAttributes);
    const at = events.indexOf(starts[nth - 1] ?? {});
    return events.slice(at).find(isTaskEnd);
  });
}

function isTaskEnd(event: Event): boolean {
  return (
    event.workflowTaskCompletedEventAttributes !== null && event.workflowTaskCompletedEventAttributes !== undefined
  );
}

async function resetTo(running: Running, pick: (events: Events) => Event | undefined): Promise<Running> {
  const { client } = running.scene;
  const { events } = await running.handle.fetchHistory();
  const eventId = pick(events ?? [])?.eventId;
  if (eventId === undefined || eventId === null) throw new Error('there is no such point to reset to');
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: running.handle.workflowId, runId: running.runId },
    reason: 'as the test wants it',
    workflowTaskFinishEventId: eventId,
    requestId: `${running.runId}-${String(eventId)}`,
  });
  return follow(running.scene, running.plan, runId);
}
