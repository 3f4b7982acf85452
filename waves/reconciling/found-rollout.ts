import type { RunRecord } from './run-record';
import type { TermsRead } from './terms';

/** What was found of the rollouts of one id. */
export type FoundRollout = {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  /** Of its open workflows: those whose tasks fail again and again, as Temporal reports them. */
  readonly failing: readonly FailingWorkflow[];
  readonly terms: TermsRead;
};

export type FailingWorkflow = { readonly workflowId: string; readonly problem: string };
