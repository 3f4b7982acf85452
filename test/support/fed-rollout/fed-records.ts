import type { Client } from '@temporalio/client';
import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import type { RolloutRecords } from '../../../activities/ports/rollout-records.port';
import { touchedByRun } from '../../../runtime/touched-by-run';
import type { RunRecord, RunStanding } from '../../../waves/reconciling/run-record';
import { WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import { SEARCH_ATTRIBUTES as A } from '../../../workflows/contract/search-attributes';
import type { HandFedTemporal } from '../hand-fed/hand-fed-temporal';
import { historyOf } from '../hand-fed/history';
import type { Run } from '../hand-fed/run';

/** What the hand-fed Temporal remembers, behind the port. Histories are read by the very code that reads real ones. */
export function fedRecords(temporal: () => HandFedTemporal): RolloutRecords {
  const newestFirst = (is: (run: Run) => boolean): readonly RunRecord[] =>
    temporal().runs().filter(is).map(recordOf).reverse();
  return {
    runsOf: async (workflowId) => newestFirst(({ birth }) => birth.workflowId === workflowId),
    runsOfRelease: async (digest) =>
      newestFirst(
        ({ birth, attributes }) =>
          birth.workflowType === WORKFLOW_TYPES.rollout && one(attributes.get(A.digest.name)) === digest,
      ),
    currentRun: async (workflowId) => newestFirst(({ birth }) => birth.workflowId === workflowId)[0],
    async cancel(workflowId, runId) {
      const run = temporal().holder(workflowId);
      if (run?.birth.runId === runId) temporal().cancel(run);
    },
    touchedBy: (run, progress) => touchedByRun(historyClient(temporal), run, progress),
    // There are no schedules here, so nobody asks.
    startReturn: () => Promise.reject(new Error('the hand-fed Temporal has no reconciler')),
  };
}

/** As much of a client as reading histories takes. */
function historyClient(temporal: () => HandFedTemporal): Client {
  const dataConverter = {
    payloadConverter: defaultPayloadConverter,
    failureConverter: defaultFailureConverter,
    payloadCodecs: [],
  };
  const fetchHistory = async (runId: string) => {
    const run = temporal()
      .runs()
      .find(({ birth }) => birth.runId === runId);
    return { events: run === undefined ? [] : historyOf(run) };
  };
  const workflow = { getHandle: (_: string, runId: string) => ({ fetchHistory: () => fetchHistory(runId) }) };
  return { options: { loadedDataConverter: dataConverter }, workflow } as unknown as Client;
}

function recordOf({ birth, closing, attributes }: Run): RunRecord {
  const [phase, outcome] = [A.phase, A.outcome].map(({ name }) => one(attributes.get(name)));
  const standing: RunStanding =
    closing === undefined
      ? { kind: 'open', phase, since: 0, bakeEndsAt: undefined }
      : closing.kind === 'completed'
        ? { kind: 'closed', as: 'completed', outcome, phase }
        : { kind: 'closed', as: 'terminated', outcome: undefined, phase };
  const [rollout, region, release, initiator] = [A.rollout, A.region, A.release, A.initiator].map(({ name }) =>
    one(attributes.get(name)),
  );
  return { workflowId: birth.workflowId, runId: birth.runId, standing, rollout, region, release, initiator };
}

/** A search attribute as the server stores it: alone, or as a list of one. */
function one(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}
