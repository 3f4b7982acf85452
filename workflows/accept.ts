import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { AcceptInput, RolloutResult } from './contract/inputs';
import { short } from './contract/markdown';
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
  setCurrentDetails(`### ✔ accepted as it stands: ${of.rollout}\n${short(`${word.by}: ${word.reason}`, 500)}`);
  return Promise.resolve({ rollout: of.rollout, outcome: 'accepted', story, status: undefined });
}
