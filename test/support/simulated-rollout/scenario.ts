import type { CellEnd } from '../../../waves/rollout/wave-state';
import type { ReturnedCell } from '../../../waves/rollout/rollout-state';
import type { Plan } from '../../../waves/plan';

/** Everything that happens to one simulated rollout and that nobody in it decides. Times in ms. */
export type Scenario = {
  readonly plan: Plan;
  readonly startAt: number;
  /** AWS's clock minus Temporal's. */
  readonly awsOffsetMs: number;
  /** How long a message between two workflows takes. */
  readonly signalMs: number;
  readonly fates: readonly Fate[];
  readonly spells: readonly SpellPlan[];
  readonly words: readonly Word[];
  /** Somebody comes by when the rollout stands: so many times they let it go on, then they take it back. */
  readonly patience: number;
};

/** What becomes of a cell: the fate of the n-th cell of the plan is number n modulo their count. */
export type Fate = {
  readonly forward: CellEnd;
  readonly forwardMs: number;
  /** The end of a cell that is turned round in flight. */
  readonly settle: Extract<CellEnd, { kind: 'settled' | 'left' | 'moved' | 'unknown' | 'lost' }>;
  readonly back: ReturnedCell['end'];
  readonly backMs: number;
};

export type Condition = 'ALARM' | 'INSUFFICIENT_DATA' | 'blind';

/** A bad time of one cell or aggregate; `after`: what its delay counts from. */
export type SpellPlan = {
  readonly subject: number;
  readonly condition: Condition;
  readonly after: 'start' | 'touch';
  readonly delayMs: number;
  readonly lastsMs: number;
};

export type Word = {
  readonly afterMs: number;
  readonly say:
    | {
        readonly kind:
          'pause' | 'resume' | 'abort' | 'roll-back' | 'cancel' | 'cancel-wave' | 'terminate-wave' | 'reset';
      }
    | { readonly kind: 'extend'; readonly byMs: number }
    | { readonly kind: 'exempt'; readonly cell: number };
};
