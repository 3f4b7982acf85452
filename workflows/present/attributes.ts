import type { SearchAttributePair } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { RolloutRef } from '../../activities/activities';
import type { CellInput, WaveInput } from '../contract/inputs';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';

/** What every workflow of a rollout carries from its start, at no event of its own. */
export function rolloutAttributes(ref: RolloutRef): SearchAttributePair[] {
  return [
    { key: A.service, value: ref.service },
    { key: A.region, value: ref.region },
    { key: A.release, value: ref.releaseVersion },
    { key: A.digest, value: ref.releaseDigest },
    { key: A.rollout, value: ref.rollout },
    ...initiator(),
  ];
}

/** Who asked is handed down from the rollout's own attributes. */
function initiator(): SearchAttributePair[] {
  const by = workflowInfo().typedSearchAttributes.get(A.initiator);
  return by === undefined ? [] : [{ key: A.initiator, value: by }];
}

export function cellAttributes(input: CellInput): SearchAttributePair[] {
  return [
    ...rolloutAttributes(input.ref),
    { key: A.wave, value: input.wave },
    { key: A.cell, value: input.cell.name },
    { key: A.phase, value: input.direction === 'forward' ? 'deploying' : 'rolling-back' },
  ];
}

export function waveAttributes(input: WaveInput, cells: number): SearchAttributePair[] {
  return [
    ...rolloutAttributes(input.ref),
    { key: A.wave, value: input.wave },
    { key: A.phase, value: 'deploying' },
    { key: A.cellsTotal, value: cells },
  ];
}

export function rollbackAttributes(ref: RolloutRef): SearchAttributePair[] {
  return [...rolloutAttributes(ref), { key: A.phase, value: 'rolling-back' }];
}
