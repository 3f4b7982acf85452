import type { Phase } from '../../waves/rollout/phases';
import type { RolloutStatus, WaveStatus } from '../../waves/rollout/status';
import type { Why } from '../../waves/rollout/why';

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

/** False once nothing more will be started: what is still to come then never does. */
export function isGoingForward({ phase }: Pick<StatusDocument, 'phase'>): boolean {
  return phase !== 'rolling-back' && phase !== 'aborting' && phase !== 'closed' && phase !== 'unresolved';
}

/** The wave that is at work. Undefined before the first and after the last, and between two. */
export function waveAtWork({ waves }: Pick<RolloutStatus, 'waves'>): WaveStatus | undefined {
  return waves.find(({ phase }) => phase !== 'pending' && !ENDED.has(phase));
}

const ENDED: ReadonlySet<string> = new Set(['passed', 'halted', 'aborted', 'turned-back', 'lost']);

/** As JSON: what is not known yet is null, not absent. */
export function statusJson(status: StatusDocument): Readonly<Record<string, unknown>> {
  return {
    ...status,
    outcome: status.outcome ?? null,
    evidence: status.evidence ?? null,
    waves: status.waves.map((wave) => ({ ...wave, verdict: wave.verdict ?? null })),
    cells: status.cells.map((cell) => ({ ...cell, baseline: cell.baseline ?? null, why: cell.why ?? null })),
    why: status.why.map(whyJson),
  };
}

export function whyJson(why: Why): Readonly<Record<string, unknown>> {
  return { ...why, since: why.since ?? null, until: why.until ?? null, command: why.command ?? null };
}
