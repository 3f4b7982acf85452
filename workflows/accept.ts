import { upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { AcceptInput, RolloutResult } from './contract/inputs';
import { SEARCH_ATTRIBUTES as A } from './contract/search-attributes';

/** Settles a rollout that nobody brought to an end, as it stands: nothing is touched, and `start` is free again. */
export async function acceptAsItStands(input: AcceptInput): Promise<RolloutResult> {
  const { of, word } = input;
  upsertSearchAttributes([
    { key: A.rollout, value: of.rollout },
    { key: A.phase, value: 'closed' },
    { key: A.outcome, value: 'accepted' },
  ]);
  upsertMemo({ outcome: 'accepted', by: word.by, reason: word.reason });
  const story = [`${of.rollout} was accepted as it stands by ${word.by}: ${word.reason}`];
  return Promise.resolve({ rollout: of.rollout, outcome: 'accepted', story, status: undefined });
}
