import { QUERIES } from '../../workflows/contract/messages';
import { unpack, type Packed } from '../../workflows/contract/packed';
import { within, type Answered } from './within';
import type { Temporal } from './with-temporal';

/** A query is answered at once or not at all. */
const ANSWERED_WITHIN_MS = 3_000;

/** How a workflow stands by its own account, all of it; from a worker that knows no packed answer, as much as that has room for. */
export async function askStatus<Status>(
  temporal: Temporal,
  run: { readonly workflowId: string; readonly runId?: string },
): Promise<Answered<Status>> {
  const handle = temporal.client.workflow.getHandle(run.workflowId, run.runId);
  try {
    const ask = (): Promise<Packed<Status>> => handle.query<Packed<Status>>(QUERIES.packedStatus);
    const answer = await within(temporal, ANSWERED_WITHIN_MS, ask);
    return answer.kind === 'answered' ? { kind: 'answered', value: unpack(answer.value) } : answer;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'QueryNotRegisteredError') throw error;
    return within(temporal, ANSWERED_WITHIN_MS, () => handle.query<Status>(QUERIES.status));
  }
}
