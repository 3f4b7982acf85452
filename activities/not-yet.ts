import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FailureType } from '../waves/failures';

const NOT_YET = 'NotYet' satisfies FailureType;

/** Temporal's server fires no timer sooner. */
export const SHORTEST_RETRY_MS = 1_000;

/** Ends an attempt of a polling activity that is not done. The line is what people read in the Web UI as "last failure", so it reads as a status. */
export function notYet(line: string, retryInMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: NOT_YET,
    message: line,
    category: ApplicationFailureCategory.BENIGN,
    nextRetryDelay: Math.max(SHORTEST_RETRY_MS, Math.round(retryInMs)),
  });
}
