import { workflowInfo } from '@temporalio/workflow';
import type { RolloutRef } from '../activities/activities';
import { nextStep, type Step } from '../waves/rollout/next-step';
import { record } from '../waves/rollout/record';
import type { RolloutEvent, RolloutState } from '../waves/rollout/rollout-state';
import { countChanges, type Changes } from './changes';
import type { Steer } from './contract/messages';
import { rolloutPresenter } from './present/show-rollout';

/** What a rollout's run holds besides its state: the way to change it, and what still has to be said to its wave. */
export type RolloutWork = {
  readonly ref: RolloutRef;
  readonly workflowId: string;
  readonly runId: string;
  readonly changes: Changes;
  /** To be said to the running wave, in this order; handlers only add to it. */
  readonly steers: Steer[];
  state(): RolloutState;
  step(): Step;
  apply(event: RolloutEvent): void;
  /** A child has begun: pages link to this run of its id. */
  noteRun(workflowId: string, runId: string): void;
  /** Whether a child of this id has begun, so that it can be talked to. */
  hasBegun(workflowId: string): boolean;
};

export function openRollout(ref: RolloutRef, start: RolloutState): RolloutWork {
  const { workflowId, runId } = workflowInfo();
  const changes = countChanges();
  const steers: Steer[] = [];
  const runs = new Map<string, string>();
  const show = rolloutPresenter(ref, runs);
  let state = start;
  show(state);
  return {
    ref,
    workflowId,
    runId,
    changes,
    steers,
    state: () => state,
    step: () => nextStep(state, Date.now()),
    apply(event) {
      state = record(state, event);
      changes.note();
      show(state);
    },
    noteRun(id, run) {
      runs.set(id, run);
      changes.note();
      show(state);
    },
    hasBegun: (id) => runs.has(id),
  };
}
