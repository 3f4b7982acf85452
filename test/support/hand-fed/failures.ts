import { temporal } from '@temporalio/proto';
import type { Failure } from './payloads';
import type { Birth } from './workflow-sandbox';

const { RetryState, TimeoutType } = temporal.api.enums.v1;

export type RetryVerdict = 'non-retryable' | 'timeout' | 'attempts' | 'cancel-requested';

const RETRY_STATES = {
  'non-retryable': RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
  timeout: RetryState.RETRY_STATE_TIMEOUT,
  attempts: RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED,
  'cancel-requested': RetryState.RETRY_STATE_CANCEL_REQUESTED,
} as const;

/** Failures as the server and the SDK's core word them for a workflow. */
export function activityFailure(activityType: string, verdict: RetryVerdict | undefined, cause: Failure): Failure {
  const retryState = verdict === undefined ? RetryState.RETRY_STATE_UNSPECIFIED : RETRY_STATES[verdict];
  return {
    message: 'Activity task failed',
    cause,
    activityFailureInfo: {
      activityType: { name: activityType },
      activityId: activityType,
      identity: 'fed',
      retryState,
    },
  };
}

export const CANCELLED: Failure = { message: 'cancelled', canceledFailureInfo: {} };

/** What the server says of an activity that is cancelled between two attempts. */
export const CANCELLED_UNSTARTED: Failure = { message: 'cancelled: ACTIVITY_ID_NOT_STARTED', canceledFailureInfo: {} };

const TIMEOUTS = {
  'start-to-close': TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE,
  heartbeat: TimeoutType.TIMEOUT_TYPE_HEARTBEAT,
  'schedule-to-close': TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE,
} as const;

export type TimeoutKind = keyof typeof TIMEOUTS;

export function timeoutFailure(kind: TimeoutKind): Failure {
  return { message: `activity ${kind} timeout`, timeoutFailureInfo: { timeoutType: TIMEOUTS[kind] } };
}

export function childFailure({ workflowId, runId, workflowType }: Birth, cause: Failure): Failure {
  return {
    message: 'Child Workflow execution failed',
    cause,
    childWorkflowExecutionFailureInfo: {
      namespace: 'default',
      workflowExecution: { workflowId, runId },
      workflowType: { name: workflowType },
      retryState: RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
    },
  };
}

export const TERMINATED: Failure = { message: 'Workflow execution terminated', terminatedFailureInfo: {} };

export const NOT_FOUND: Failure = {
  message: 'Unable to signal external workflow because it was not found',
  applicationFailureInfo: { type: 'NotFound', nonRetryable: true },
};
