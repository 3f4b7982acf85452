import type { RunRecord } from './run-record';

/** What people type; made up as the rollout would have, where it ended before it could say so. */
export function nameOfRun({ rollout, workflowId, release, runId }: RunRecord): string {
  return rollout ?? `${workflowId.replace(/^rollout:/, '')}:${release ?? 'unknown'}-${lastDigits(runId)}`;
}

/** Of a run id: its first digits are a time stamp, its last are random. */
export function lastDigits(runId: string): string {
  return runId.slice(-6);
}
