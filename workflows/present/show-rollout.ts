import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { RolloutRef } from '../../activities/activities';
import type { RolloutState } from '../../waves/rollout/rollout-state';
import { rolloutChanges } from './rollout-attributes';
import { rolloutPage } from './rollout-page';
import type { RunIds } from './run-ids';

/** Search attributes and memo cost an event each, so they are written when they change; current details cost nothing. */
export function rolloutPresenter(ref: RolloutRef, runs: RunIds): (state: RolloutState) => void {
  let written = '';
  let bakeEndsAt: number | undefined;
  return (state) => {
    const at = Date.now();
    const changes = rolloutChanges({ ref, state, at, isFirst: written === '' });
    if (changes.key !== written) {
      written = changes.key;
      bakeEndsAt = changes.bakeEndsAt;
      upsertSearchAttributes(changes.attributes);
      upsertMemo(changes.memo);
    }
    setCurrentDetails(rolloutPage({ ref, state, at, bakeEndsAt, runs }));
  };
}
