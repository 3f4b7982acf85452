import type { FailingWorkflow } from '../../waves/reconciling/found-rollout';
import type { RunRecord } from '../../waves/reconciling/run-record';
import type { TermsRead } from '../../waves/reconciling/terms';

/** Where in all that Temporal keeps there may be something amiss. */
export type RolloutSurvey = {
  /** Ids under which a rollout is open, or closed without an outcome, at most so many. From lists, so each may be otherwise by now. */
  suspects(most: number): Promise<Suspects>;
  /** Open workflows of rollouts whose tasks fail again and again. */
  failing(most: number): Promise<readonly FailingOfRollout[]>;
  /** What the plan says that a run was started with, or the run it settles. */
  termsOf(run: Pick<RunRecord, 'workflowId' | 'runId'>): Promise<TermsRead>;
};

export type Suspects = { readonly workflowIds: readonly string[]; readonly more: boolean };

/** `rollout`: the id that people see, unless it failed before it could say so. */
export type FailingOfRollout = FailingWorkflow & { readonly rollout: string | undefined };
