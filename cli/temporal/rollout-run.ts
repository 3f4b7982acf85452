import type { WorkflowExecutionInfo } from '@temporalio/client';
import { placeOf } from '../../workflows/contract/ids';
import { SEARCH_ATTRIBUTES as A } from '../../workflows/contract/search-attributes';

/** One run of a rollout as lists know it: readable when no worker is up. */
export type RolloutRun = {
  /** What people see and type: `payments:us-west-2:v1.4.0-3f9c2a`. */
  readonly id: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly service: string;
  readonly region: string;
  readonly release: string;
  readonly digest: string | undefined;
  /** Of a closed run without an outcome: `unresolved`. */
  readonly phase: string;
  readonly outcome: string | undefined;
  readonly wave: string | undefined;
  readonly cells: { readonly total: number; readonly done: number; readonly failed: number };
  readonly needsAttention: boolean;
  readonly initiator: string | undefined;
  readonly startedAt: string;
  readonly closedAt: string | undefined;
  readonly isOpen: boolean;
  /** Temporal's own word: RUNNING, COMPLETED, TERMINATED ... */
  readonly temporalStatus: string;
};

type Told = Pick<
  WorkflowExecutionInfo,
  'workflowId' | 'runId' | 'status' | 'typedSearchAttributes' | 'startTime' | 'closeTime'
>;

export function rolloutRun(info: Told): RolloutRun {
  const { typedSearchAttributes: has, workflowId, runId, status } = info;
  const { service, region } = placeOf(workflowId);
  const isOpen = status.name === 'RUNNING' || status.name === 'PAUSED';
  // Only a run that came to its end by itself has the outcome it speaks of.
  const outcome = status.name === 'COMPLETED' ? has.get(A.outcome) : undefined;
  const release = has.get(A.release) ?? 'unknown';
  return {
    id: has.get(A.rollout) ?? `${service}:${region}:${release}-${runId.slice(-6)}`,
    workflowId,
    runId,
    service,
    region,
    release,
    digest: has.get(A.digest),
    phase: phaseOf(isOpen, has.get(A.phase), outcome),
    outcome,
    wave: has.get(A.wave),
    cells: { total: has.get(A.cellsTotal) ?? 0, done: has.get(A.cellsDone) ?? 0, failed: has.get(A.cellsFailed) ?? 0 },
    needsAttention: has.get(A.needsAttention) ?? (!isOpen && outcome === undefined),
    initiator: has.get(A.initiator),
    startedAt: info.startTime.toISOString(),
    closedAt: info.closeTime?.toISOString(),
    isOpen,
    temporalStatus: status.name,
  };
}

function phaseOf(isOpen: boolean, phase: string | undefined, outcome: string | undefined): string {
  if (isOpen) return phase ?? 'preparing';
  return outcome === undefined ? 'unresolved' : 'closed';
}
