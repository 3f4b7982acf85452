import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { ReconcilerResult } from '../contract/inputs';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';
import { reconcilerPage, type Done } from './reconciler-page';

/** While it looks. */
export function showReconciling(): void {
  setCurrentDetails('### ● looking for rollouts that nobody has settled, or that stand still');
}

/** What a look has come to: on its page, in its result, and in lists where it did something; most do nothing, and cost no event for saying so. */
export function showReconciled(done: readonly Done[], more: boolean): ReconcilerResult {
  const acted = done.filter((one) => one.acted);
  if (acted.length > 0)
    upsertSearchAttributes([
      { key: A.phase, value: 'closed' },
      { key: A.outcome, value: 'acted' },
    ]);
  setCurrentDetails(reconcilerPage({ done, more, at: Date.now() }));
  return { looked: done.length, did: acted.map(({ judgement, did }) => `${judgement.rollout}: ${did}`) };
}
