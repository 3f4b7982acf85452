import { setCurrentDetails } from '@temporalio/workflow';
import type { RolloutRef } from '../../activities/activities';
import type { RolloutState } from '../../waves/rollout/rollout-state';
import { rolloutBoard } from './rollout-board';

/** The page of a rollout in the Web UI. */
export function showRollout(ref: RolloutRef, state: RolloutState, at: number): void {
  setCurrentDetails(rolloutBoard(ref, state, at));
}
