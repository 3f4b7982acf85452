import { DEFAULT_POLICY } from '../defaults';
import type { Plan } from '../plan';
import type { Policy } from '../policy';
import { patienceOf, type Patience } from './patience';

/** What a frozen plan tells the reconciler: little enough to be carried about, whatever the size of the plan. */
export type Terms = {
  readonly unresolved: Policy['unresolved'];
  readonly notify: Policy['notify'];
  readonly patience: Patience;
};

export type TermsRead =
  | { readonly kind: 'read'; readonly terms: Terms }
  /** Its history is gone, or holds no plan that this version knows. */
  | { readonly kind: 'unreadable'; readonly why: string };

export function termsOf(plan: Plan): Terms {
  return { unresolved: choiceOf(plan.policy), notify: plan.policy.notify, patience: patienceOf(plan) };
}

/** A plan that was frozen before there was this choice does not have it. */
function choiceOf({ unresolved }: Partial<Policy>): Policy['unresolved'] {
  return unresolved ?? DEFAULT_POLICY.unresolved;
}
