import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { RolloutRef } from '../../activities/activities';
import { countCells } from '../../waves/rollout/counts';
import { phaseOf } from '../../waves/rollout/phase';
import type { RolloutState } from '../../waves/rollout/rollout-state';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';

export type RolloutChanges = {
  readonly attributes: SearchAttributeUpdatePair[];
  readonly memo: Record<string, unknown>;
  /** Equal keys: nothing to write. */
  readonly key: string;
};

/** What lists and a person without a worker can read of a rollout. */
export function rolloutChanges(ref: RolloutRef, state: RolloutState, at: number): RolloutChanges {
  const phase = phaseOf(state, at);
  const { total, done, failed } = countCells(state);
  const wave = state.waves.find(({ stage }) => stage.kind === 'running')?.wave.name ?? null;
  const needsAttention = phase === 'held' || needsPerson(state);
  const attributes: SearchAttributeUpdatePair[] = [
    { key: A.phase, value: phase },
    { key: A.outcome, value: state.outcome ?? null },
    { key: A.wave, value: wave },
    { key: A.rollout, value: ref.rollout },
    { key: A.cellsTotal, value: total },
    { key: A.cellsDone, value: done },
    { key: A.cellsFailed, value: failed },
    { key: A.needsAttention, value: needsAttention },
  ];
  const memo = {
    phase,
    wave: wave ?? '',
    outcome: state.outcome ?? '',
    cells: `${done} of ${total}`,
    asOf: new Date(at).toISOString(),
  };
  return { attributes, memo, key: JSON.stringify([phase, wave, state.outcome, needsAttention, ref.rollout]) };
}

function needsPerson(state: RolloutState): boolean {
  const ends = state.returned?.some(({ end }) => end === 'unknown' || end === 'moved') ?? false;
  return ends || state.recovery?.kind === 'still-red';
}
