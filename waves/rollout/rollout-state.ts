import type { Evidence } from '../../alarms/evidence';
import type { Red, WatchState } from '../../alarms/watch-state';
import type { CellBaselines } from '../baseline';
import type { Plan, PlannedWave, Refusal } from '../plan';
import type { CellAftermath } from './cell-stage';
import type { Outcome } from './phases';
import type { Recall, RecallEvent } from './recall';
import type { Stance, Turn, Word, ReturnCause } from './stance';
import type { WatchedFor } from './wave-state';
import type { WaveReport, WaveResult } from './wave-report';
import { startWatches, type WatchCarry, type Watches } from './watches';

/** Why a rollout looks at alarms between waves. */
export type WatchPurpose = 'gate' | 'baselines' | 'window' | 'standing' | 'soak' | 'last-read';

export type WaveStage =
  | { readonly kind: 'pending' }
  | { readonly kind: 'running'; readonly startedAt: number; readonly report: WaveReport | undefined }
  | { readonly kind: 'ended'; readonly startedAt: number; readonly endedAt: number; readonly result: WaveResult }
  /** Its workflow was terminated or failed: its cells count as touched, and nobody knows how they stand. */
  | { readonly kind: 'lost'; readonly startedAt: number; readonly endedAt: number; readonly detail: string };

export type WaveRecord = {
  readonly wave: PlannedWave;
  readonly stage: WaveStage;
  /** Undefined until read, which is before the first mutation (S12). */
  readonly baselines: readonly CellBaselines[] | undefined;
};

/** How a returned cell ended. */
export type ReturnedCell = {
  readonly cell: string;
  readonly end: 'returned' | CellAftermath['kind'];
  readonly why: string | undefined;
};

export type Recovery =
  { readonly kind: 'recovered' } | { readonly kind: 'still-red'; readonly alarms: readonly string[] };

export type RolloutState = {
  readonly plan: Plan;
  readonly startedAt: number;
  readonly admission:
    { readonly kind: 'awaited' | 'admitted' } | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };
  readonly waves: readonly WaveRecord[];
  readonly stance: Stance;
  readonly goingSince: number;
  readonly turn: Turn;
  /** The wave whose gate was found open by a healthy look, not yet started. */
  readonly openGate: number | undefined;
  /** What was seen between waves, in the soak, and after a rollback. */
  readonly watches: Watches;
  readonly purpose: WatchPurpose;
  readonly carry: WatchCarry;
  readonly acknowledged: readonly Pick<Red, 'subject' | 'alarm' | 'at'>[];
  readonly soakMs: number;
  readonly soak: 'soaking' | 'last-read' | 'passed';
  /** Good time of the soak, kept while something else is watched for. */
  readonly soakGoodMs: number;
  /** Chunks of the watch whose last read was healthy. */
  readonly lastReads: readonly number[];
  readonly exempt: readonly { readonly cell: string; readonly word: Word }[];
  /** Cells whose untrustworthy baseline somebody has vouched for. */
  readonly trusted: readonly string[];
  readonly recall: Recall;
  readonly returned: readonly ReturnedCell[] | undefined;
  readonly recovery: Recovery | undefined;
  readonly outcome: Outcome | undefined;
};

export type RolloutEvent =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | {
      readonly kind: 'baselines-read';
      readonly wave: number;
      readonly baselines: readonly CellBaselines[];
      readonly at: number;
    }
  | { readonly kind: 'baselines-unread'; readonly wave: string; readonly detail: string; readonly at: number }
  | { readonly kind: 'wave-started'; readonly wave: number; readonly at: number }
  | { readonly kind: 'wave-reported'; readonly report: WaveReport; readonly at: number }
  | { readonly kind: 'wave-ended'; readonly result: WaveResult; readonly at: number }
  | { readonly kind: 'wave-lost'; readonly wave: number; readonly detail: string; readonly at: number }
  | {
      readonly kind: 'watched';
      readonly chunk: number;
      readonly state: WatchState;
      readonly duty: WatchedFor;
      readonly evidence?: Evidence | undefined;
      readonly at: number;
    }
  /** A watch for this purpose begins over so many accounts. */
  | { readonly kind: 'watch-begun'; readonly purpose: WatchPurpose; readonly accounts: number; readonly at: number }
  | { readonly kind: 'ticked'; readonly at: number }
  | { readonly kind: 'paused'; readonly word: Word }
  | { readonly kind: 'resumed'; readonly word: Word }
  | { readonly kind: 'aborted'; readonly word: Word }
  | { readonly kind: 'return-asked'; readonly cause: ReturnCause; readonly at: number }
  | { readonly kind: 'bake-extended'; readonly wave: string; readonly byMs: number }
  | { readonly kind: 'exempted'; readonly cell: string; readonly word: Word }
  | { readonly kind: 'held-by-reset'; readonly at: number }
  | RecallEvent
  | { readonly kind: 'returned'; readonly cells: readonly ReturnedCell[]; readonly at: number }
  | { readonly kind: 'recovery-seen'; readonly recovery: Recovery }
  | { readonly kind: 'closed'; readonly outcome: Outcome };

export function startRollout(start: { plan: Plan; at: number; trusted: readonly string[] }): RolloutState {
  const { plan, at, trusted } = start;
  const carry: WatchCarry = { lookedUntilAt: at, clockOffsetMs: undefined };
  return {
    plan,
    startedAt: at,
    admission: { kind: 'awaited' },
    waves: plan.waves.map((wave) => ({ wave, stage: { kind: 'pending' }, baselines: undefined })),
    stance: { kind: 'going' },
    goingSince: at,
    turn: { kind: 'none' },
    openGate: undefined,
    watches: startWatches(1, carry, at),
    carry,
    acknowledged: [],
    soakMs: plan.soakMs,
    soak: 'soaking',
    soakGoodMs: 0,
    lastReads: [],
    purpose: 'standing',
    exempt: [],
    trusted,
    recall: { kind: 'none' },
    returned: undefined,
    recovery: undefined,
    outcome: undefined,
  };
}
