import { WorkflowNotFoundError, type Client, type WorkflowExecutionInfo } from '@temporalio/client';
import type { RolloutRecords, RunRecord, RunStanding } from '../activities/ports/rollout-records.port';
import { WORKFLOW_TYPES } from '../workflows/contract/ids';
import { SEARCH_ATTRIBUTES } from '../workflows/contract/search-attributes';
import { touchedByRun } from './touched-by-run';

const MAX_RUNS = 200;

/** What Temporal's visibility and histories say of rollouts. Lists may lag by a second or so; single runs are read fresh. */
export function createTemporalRolloutRecords(client: Client): RolloutRecords {
  const list = async (query: string): Promise<readonly RunRecord[]> => {
    const runs: RunRecord[] = [];
    for await (const info of client.workflow.list({ query })) {
      runs.push(runOf(info));
      if (runs.length >= MAX_RUNS) break;
    }
    return runs;
  };
  return {
    async runsOf(workflowId) {
      const runs = await list(`WorkflowId = ${quoted(workflowId)}`);
      // A run that has just ended may still be listed as it was before.
      return Promise.all(runs.slice(0, FRESH_RUNS).map((run) => describe(client, run.workflowId, run.runId)));
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
  };
}

/** The asking run, the one before it, and a few more in case lists lag. */
const FRESH_RUNS = 5;

async function describe(client: Client, workflowId: string, runId?: string): Promise<RunRecord> {
  return runOf(await client.workflow.getHandle(workflowId, runId).describe());
}

type Told = Pick<WorkflowExecutionInfo, 'workflowId' | 'runId' | 'status' | 'typedSearchAttributes'>;

function runOf(info: Told): RunRecord {
  const attributes = info.typedSearchAttributes;
  return {
    workflowId: info.workflowId,
    runId: info.runId,
    standing: standingOf(info),
    rollout: attributes.get(SEARCH_ATTRIBUTES.rollout),
    region: attributes.get(SEARCH_ATTRIBUTES.region),
  };
}

/** Continued as new never happens to a rollout; anything that runs no more is closed. */
function standingOf({ status, typedSearchAttributes }: Told): RunStanding {
  const isOpen = status.name === 'RUNNING' || status.name === 'PAUSED';
  const phase = typedSearchAttributes.get(SEARCH_ATTRIBUTES.phase);
  if (isOpen) return { kind: 'open', phase };
  // Only a run that came to its end by itself has the outcome it speaks of.
  const isDone = status.name === 'COMPLETED';
  return { kind: 'closed', outcome: isDone ? typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome) : undefined, phase };
}

/** Visibility's string literal. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
