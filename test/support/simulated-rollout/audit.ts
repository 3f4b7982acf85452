import type { CellEnd } from '../../../waves/rollout/wave-state';
import type { ReturnedCell, RolloutState } from '../../../waves/rollout/rollout-state';
import type { Step } from '../../../waves/rollout/next-step';
import type { WaveResult } from '../../../waves/rollout/wave-report';
import type { Why } from '../../../waves/rollout/why';

/** What really happened, and what was known when it was done. `at` on Temporal's clock. */
export type Entry = { readonly at: number } & (
  | { readonly kind: 'baselines-read'; readonly wave: number; readonly cells: readonly string[] }
  | { readonly kind: 'wave-started'; readonly wave: number; readonly state: RolloutState; readonly running: number }
  | { readonly kind: 'wave-ended'; readonly result: WaveResult; readonly troubled: readonly string[] }
  | { readonly kind: 'wave-lost'; readonly wave: number }
  | { readonly kind: 'wave-halted'; readonly wave: number }
  | { readonly kind: 'wave-told'; readonly wave: number; readonly word: 'aborted' | 'turned-back' }
  | CellStarted
  | { readonly kind: 'cell-ended'; readonly wave: number; readonly cell: string; readonly end: CellEnd }
  | { readonly kind: 'cell-turned'; readonly wave: number; readonly cell: string }
  | { readonly kind: 'back-started'; readonly cell: string; readonly azId: string; readonly groups: readonly string[] }
  | { readonly kind: 'back-ended'; readonly end: ReturnedCell }
  | { readonly kind: 'turned'; readonly turn: RolloutState['turn']; readonly step: Step['kind'] }
  | { readonly kind: 'stance'; readonly stance: RolloutState['stance']['kind'] }
  | { readonly kind: 'stood'; readonly state: RolloutState; readonly why: readonly Why[] }
  | { readonly kind: 'closed' | 'failed'; readonly state: RolloutState }
);

export type CellStarted = {
  readonly kind: 'cell-started';
  readonly wave: number;
  readonly cell: string;
  readonly rounds: number;
  /** Cells in flight, this one included. */
  readonly inFlight: number;
  readonly paused: boolean;
  /** Touched subjects, and the cell itself, that were not healthy at the last look at them. */
  readonly troubled: readonly string[];
};

export type LookAt = { readonly at: number; readonly subjects: readonly string[] };
