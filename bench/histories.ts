import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';

export type Event = temporal.api.history.v1.IHistoryEvent;

export async function historyOf(client: Client, workflowId: string, runId?: string): Promise<readonly Event[]> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return events ?? [];
}

/** ms since the epoch, on Temporal's clock. */
export function timeOf({ eventTime }: Event): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1e6;
}

export function startedAt(events: readonly Event[]): number {
  const [first] = events;
  return first === undefined ? NaN : timeOf(first);
}

export function childEnds(events: readonly Event[]): readonly Event[] {
  return events.filter((event) => Boolean(event.childWorkflowExecutionCompletedEventAttributes));
}

/** Ids of the children that a workflow has started. */
export function childIds(events: readonly Event[]): readonly string[] {
  return events.flatMap(
    (event) => event.childWorkflowExecutionStartedEventAttributes?.workflowExecution?.workflowId ?? [],
  );
}

/** When a watch first reported an alarm that counts, if it did. */
export function firstRed(events: readonly Event[]): number | undefined {
  const found = events.find((event) => {
    const [payload] = event.activityTaskCompletedEventAttributes?.result?.payloads ?? [];
    if (!payload) return false;
    const result: unknown = defaultPayloadConverter.fromPayload(payload);
    return JSON.stringify(result).includes('"stillRed"');
  });
  return found === undefined ? undefined : timeOf(found);
}
