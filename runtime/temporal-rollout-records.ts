import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { RolloutRecords } from '../activities/ports/rollout-records.port';
import type { RunRecord } from '../waves/reconciling/run-record';
import { WORKFLOW_TYPES } from '../workflows/contract/ids';
import type { ReturnInput, RolloutInput, RolloutResult } from '../workflows/contract/inputs';
import { SEARCH_ATTRIBUTES } from '../workflows/contract/search-attributes';
import { settlingStart } from '../workflows/contract/start-options';
import { runRecordOf } from './temporal-run-record';
import { touchedByRun } from './touched-by-run';
import { quoted } from './visibility-text';

const MAX_RUNS = 200;

/** What Temporal's visibility and histories say of rollouts. Lists may lag by a second or so; single runs are read fresh. */
export function createTemporalRolloutRecords(client: Client): RolloutRecords {
  const list = async (query: string): Promise<readonly RunRecord[]> => {
    const runs: RunRecord[] = [];
    for await (const listed of client.workflow.list({ query })) {
      runs.push(runRecordOf(listed));
      if (runs.length >= MAX_RUNS) break;
    }
    return runs;
  };
  return {
    async runsOf(workflowId) {
      const runs = await list(`WorkflowId = ${quoted(workflowId)}`);
      // A run that has just ended may still be listed as it was before.
      const newest = runs.slice(0, FRESH_RUNS).map((run) => describe(client, run.workflowId, run.runId));
      return [...(await Promise.all(newest)), ...runs.slice(FRESH_RUNS)];
    },
    runsOfRelease: (digest) =>
      list(`${SEARCH_ATTRIBUTES.digest.name} = ${quoted(digest)} AND WorkflowType = ${quoted(WORKFLOW_TYPES.rollout)}`),
    async currentRun(workflowId) {
      try {
        return await describe(client, workflowId);
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
    async cancel(workflowId, runId) {
      try {
        await client.workflow.getHandle(workflowId, runId).cancel();
      } catch (error) {
        // It ended meanwhile: that is what was wanted.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    touchedBy: (run, progress) => touchedByRun(client, run, progress),
    startReturn: (input, release) => startReturn(client, input, release),
  };
}

/** The asking run, the one before it, and a few more in case lists lag. */
const FRESH_RUNS = 5;

async function describe(client: Client, workflowId: string, runId?: string): Promise<RunRecord> {
  return runRecordOf(await client.workflow.getHandle(workflowId, runId).describe());
}

type Rollout = (input: RolloutInput) => Promise<RolloutResult>;

async function startReturn(
  client: Client,
  input: ReturnInput,
  release: string,
): Promise<{ readonly runId: string } | undefined> {
  try {
    const handle = await client.workflow.start<Rollout>(WORKFLOW_TYPES.rollout, settlingStart(input, release));
    return { runId: handle.firstExecutionRunId };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw error;
  }
}
