import type { Client } from '@temporalio/client';
import { decodeFromPayloadsAtIndex } from '@temporalio/common/lib/internal-non-workflow';
import { permanently } from '../activities/failures';
import type { ForwardInput, RolloutInput } from '../workflows/contract/inputs';
import { hasGrpcCode } from './grpc-code';

type Run = { readonly workflowId: string; readonly runId: string };

/** A return run names the run it returned for; nobody chains more of them than this. */
const MAX_CHAIN = 20;

/** What the rollout was started with that a run carries out or settles: the first event of each run on the way there, and no more. */
export async function readForwardStart(client: Client, asked: Run): Promise<ForwardInput> {
  let run = asked;
  for (let link = 0; link < MAX_CHAIN; link++) {
    const input = await readStart(client, run);
    if (input.kind === 'forward') return input;
    run = input.of;
  }
  throw permanently('NoForwardRun', `${asked.workflowId} leads to no forward rollout`);
}

async function readStart(client: Client, { workflowId, runId }: Run): Promise<RolloutInput> {
  const { namespace, loadedDataConverter } = client.options;
  try {
    const { history } = await client.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId, runId },
      maximumPageSize: 1,
    });
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    return await decodeFromPayloadsAtIndex<RolloutInput>(loadedDataConverter, 0, started?.input?.payloads);
  } catch (error) {
    if (hasGrpcCode(error, 'notFound'))
      throw permanently('HistoryGone', `Temporal knows no run ${runId} of ${workflowId}`);
    throw error;
  }
}
