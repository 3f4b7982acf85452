import type { FoundRollout } from '../../waves/reconciling/found-rollout';
import type { ClosedStanding, OpenStanding, RunRecord } from '../../waves/reconciling/run-record';
import type { Terms, TermsRead } from '../../waves/reconciling/terms';

export const WORKFLOW_ID = 'rollout:app:us-west-2';
export const ROLLOUT = 'app:us-west-2:v2-3f9c2a';
export const WEBHOOK = { kind: 'webhook', url: 'https://hooks.example.com', secretEnv: 'SECRET' } as const;

/** A run of the rollout `ROLLOUT`, or of another one under the same id. */
export function aRun(runId: string, standing: RunRecord['standing'], change: Partial<RunRecord> = {}): RunRecord {
  return {
    workflowId: WORKFLOW_ID,
    runId,
    standing,
    rollout: ROLLOUT,
    region: 'us-west-2',
    release: 'v2',
    initiator: 'ada',
    ...change,
  };
}

export const closed = (as: ClosedStanding['as'], change: Partial<ClosedStanding> = {}): ClosedStanding => ({
  kind: 'closed',
  as,
  outcome: undefined,
  phase: 'baking',
  ...change,
});

export const settled = (outcome: string): ClosedStanding => closed('completed', { outcome, phase: 'closed' });

export const open = (phase: string | undefined, change: Partial<OpenStanding> = {}): OpenStanding => ({
  kind: 'open',
  phase,
  since: 0,
  bakeEndsAt: undefined,
  ...change,
});

export const someTerms = (change: Partial<Terms> = {}): TermsRead => ({
  kind: 'read',
  terms: { unresolved: 'return', notify: WEBHOOK, patience: { deploying: 60_000, baking: 60_000 }, ...change },
});

export function found(runs: readonly RunRecord[], change: Partial<FoundRollout> = {}): FoundRollout {
  return { runs, failing: [], terms: someTerms(), ...change };
}
