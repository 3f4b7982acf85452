import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { RolloutRef } from '../../activities/activities';
import { countCells } from '../../waves/rollout/counts';
import { phaseOf } from '../../waves/rollout/phase';
import type { Phase } from '../../waves/rollout/phases';
import type { RolloutState } from '../../waves/rollout/rollout-state';
import { whyOf } from '../../waves/rollout/why';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';
import { rolloutAttributes } from './attributes';

export type RolloutChanges = {
  readonly attributes: SearchAttributeUpdatePair[];
  readonly memo: Record<string, unknown>;
  readonly bakeEndsAt: number | undefined;
  /** Equal keys: nothing to write. */
  readonly key: string;
};

type Change = {
  readonly ref: RolloutRef;
  readonly state: RolloutState;
  readonly at: number;
  /** Writes what never changes too: the client that started this run may have left it out. */
  readonly isFirst: boolean;
};

/** What lists, and a person without a worker, can read of a rollout. */
export function rolloutChanges({ ref, state, at, isFirst }: Change): RolloutChanges {
  const phase = phaseOf(state, at);
  const { total, failed } = countCells(state);
  const done = cellsOnRelease(state);
  const wave = state.waves.find(({ stage }) => stage.kind === 'running')?.wave.name ?? null;
  const needsAttention = phase === 'held' || needsPerson(state);
  const leftMs = leftOfBake(state, phase);
  const bakeEndsAt = leftMs === undefined ? undefined : at + leftMs;
  const attributes: SearchAttributeUpdatePair[] = [
    ...(isFirst ? rolloutAttributes(ref) : []),
    { key: A.phase, value: phase },
    { key: A.outcome, value: state.outcome ?? null },
    { key: A.wave, value: wave },
    { key: A.cellsTotal, value: total },
    { key: A.cellsDone, value: done },
    { key: A.cellsFailed, value: failed },
    { key: A.bakeEndsAt, value: bakeEndsAt === undefined ? null : new Date(bakeEndsAt) },
    { key: A.needsAttention, value: needsAttention },
  ];
  const bakeMs = [state.soakMs, ...state.waves.map((record) => record.wave.bakeMs)];
  const key = JSON.stringify([phase, wave, state.outcome, needsAttention, leftMs === undefined ? [] : bakeMs]);
  return { attributes, memo: memoOf({ ref, state, at, isFirst }, phase), bakeEndsAt, key };
}

function memoOf({ ref, state, at }: Change, phase: Phase): Record<string, unknown> {
  const { total } = countCells(state);
  const [first] = whyOf(ref.rollout, state, at);
  return {
    phase,
    wave: state.waves.find(({ stage }) => stage.kind === 'running')?.wave.name ?? '',
    outcome: state.outcome ?? '',
    cells: `${cellsOnRelease(state)} of ${total}`,
    why: first?.sentence ?? '',
    command: first?.command ?? '',
    asOf: new Date(at).toISOString(),
  };
}

/** A list must not count a cell as done that was taken back. */
function cellsOnRelease(state: RolloutState): number {
  const { done } = countCells(state);
  return state.returned === undefined ? done : state.returned.filter(({ end }) => end === 'left').length;
}

/** Good time that is still to come of what counts now. */
function leftOfBake(state: RolloutState, phase: Phase): number | undefined {
  if (phase === 'soaking') return Math.max(0, state.soakMs - state.soakGoodMs);
  const running = state.waves.find(({ stage }) => stage.kind === 'running');
  if (phase !== 'baking' || running?.stage.kind !== 'running') return undefined;
  return Math.max(0, running.wave.bakeMs - (running.stage.report?.goodMs ?? 0));
}

function needsPerson(state: RolloutState): boolean {
  const ends = state.returned?.some(({ end }) => end === 'unknown' || end === 'moved') ?? false;
  const isUnread = state.recall.kind === 'late' || state.recall.kind === 'unreadable';
  return ends || isUnread || state.recovery?.kind === 'still-red';
}
