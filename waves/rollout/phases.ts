/** What an open rollout can be doing, in the words of the design and in the order of its life. */
export const OPEN_PHASES = [
  'preparing',
  'deploying',
  'baking',
  'gated',
  'paused',
  'held',
  'soaking',
  'aborting',
  'rolling-back',
] as const;

/** `closed`: see its outcome. */
export type Phase = (typeof OPEN_PHASES)[number] | 'closed';

/** What a rollout that ended by itself came to. */
export const OUTCOMES = ['completed', 'rolled-back', 'aborted', 'accepted', 'refused'] as const;

export type Outcome = (typeof OUTCOMES)[number];
