import type { WorkflowExecutionInfo } from '@temporalio/client';
import type { ClosedAs, RunRecord, RunStanding } from '../waves/reconciling/run-record';
import { SEARCH_ATTRIBUTES as A } from '../workflows/contract/search-attributes';

type Told = Pick<
  WorkflowExecutionInfo,
  'workflowId' | 'runId' | 'status' | 'typedSearchAttributes' | 'memo' | 'startTime'
>;

/** A run as Temporal lists or describes it. */
export function runRecordOf(told: Told): RunRecord {
  const attributes = told.typedSearchAttributes;
  return {
    workflowId: told.workflowId,
    runId: told.runId,
    standing: standingOf(told),
    rollout: attributes.get(A.rollout),
    region: attributes.get(A.region),
    release: attributes.get(A.release),
    initiator: attributes.get(A.initiator),
  };
}

function standingOf(told: Told): RunStanding {
  const { status, typedSearchAttributes: attributes } = told;
  const phase = attributes.get(A.phase);
  if (status.name === 'RUNNING' || status.name === 'PAUSED')
    return { kind: 'open', phase, since: sinceOf(told), bakeEndsAt: attributes.get(A.bakeEndsAt)?.getTime() };
  const as = closedAs(status.name);
  // Only a run that came to its end by itself has the outcome it speaks of.
  return { kind: 'closed', as, outcome: as === 'completed' ? attributes.get(A.outcome) : undefined, phase };
}

/** The memo is written when the phase or the wave changes, and says when that was. */
function sinceOf({ memo, startTime }: Told): number {
  const asOf = memo?.['asOf'];
  const written = typeof asOf === 'string' ? Date.parse(asOf) : Number.NaN;
  return Number.isNaN(written) ? startTime.getTime() : written;
}

/** Continued as new never happens to a rollout; anything that runs no more is closed. */
function closedAs(status: string): ClosedAs {
  switch (status) {
    case 'COMPLETED':
      return 'completed';
    case 'FAILED':
      return 'failed';
    case 'TIMED_OUT':
      return 'timed out';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'terminated';
  }
}
