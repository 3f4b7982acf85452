import type { Activities } from './activities';
import { notYet } from './not-yet';
import type { RolloutRecords } from './ports/rollout-records.port';

const LOOK_AGAIN_MS = 1_000;

type Needs = { readonly records: RolloutRecords };

/** Waits until nobody holds a workflow id; a rollback asks the holder to go, a forward cell never does (DESIGN 7). */
export function createAwaitHolder({ records }: Needs): Activities['awaitHolder'] {
  return async ({ workflowId, cancel }) => {
    const run = await records.currentRun(workflowId);
    if (run === undefined || run.standing.kind === 'closed') return;
    if (cancel) await records.cancel(workflowId, run.runId);
    throw notYet(`${workflowId} is ${cancel ? 'asked to end' : 'still held'} by run ${run.runId}`, LOOK_AGAIN_MS);
  };
}
