import type { Client } from '@temporalio/client';
import { decodeFromPayloadsAtIndex } from '@temporalio/common/lib/internal-non-workflow';
import type { temporal } from '@temporalio/proto';

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
export type Payloads = temporal.api.common.v1.IPayloads | null | undefined;

/** Reads values out of what Temporal keeps of a run, with the codec that wrote them. */
export type Decode = <T>(payloads: Payloads) => Promise<T>;

export function decoder(client: Client): Decode {
  return <T>(payloads: Payloads): Promise<T> =>
    decodeFromPayloadsAtIndex<T>(client.options.loadedDataConverter, 0, payloads?.payloads);
}

export async function readHistory(
  client: Client,
  run: { readonly workflowId: string; readonly runId: string },
): Promise<readonly HistoryEvent[]> {
  const { events } = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  return events ?? [];
}

/** ms since the epoch. */
export function timeOf({ eventTime }: HistoryEvent): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + Math.floor((eventTime?.nanos ?? 0) / 1_000_000);
}
