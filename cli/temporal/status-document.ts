import type { Phase } from '../../waves/rollout/phases';
import type { RolloutStatus, WaveStatus } from '../../waves/rollout/status';

/**
 * What `status --output json` prints: the rollout's own account, and how it was come by. Only ever added to.
 * `unresolved`: it has closed without an outcome, so cells may carry its release.
 */
export type StatusDocument = Omit<RolloutStatus, 'phase'> & {
  readonly phase: Phase | 'unresolved';
  readonly workflowId: string;
  readonly runId: string;
  readonly closedAt: string | null;
  readonly url: string | null;
  /** `rollout`: it answered itself. `record`: no worker answered; read from what Temporal keeps. */
  readonly source: 'rollout' | 'record';
  /** What cells in flight are doing now: `rest: 2 of 3 instances`. */
  readonly inFlight: readonly { readonly cell: string; readonly line: string }[];
};

/** The wave that is at work. Undefined before the first and after the last, and between two. */
export function waveAtWork({ waves }: Pick<RolloutStatus, 'waves'>): WaveStatus | undefined {
  return waves.find(({ phase }) => phase !== 'pending' && !ENDED.has(phase));
}

const ENDED: ReadonlySet<string> = new Set(['passed', 'halted', 'aborted', 'turned-back', 'lost']);

/** As JSON: what is not known yet is null, not absent. */
export function statusJson(status: StatusDocument): Readonly<Record<string, unknown>> {
  return { ...status, outcome: status.outcome ?? null, evidence: status.evidence ?? null };
}
