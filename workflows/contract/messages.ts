import type { CellToReturn } from '../../waves/rollout/touched';
import type { Word } from '../../waves/rollout/stance';
import type { Packed } from './packed';
import type { WaveReport } from '../../waves/rollout/wave-report';

/**
 * What running workflows can be told and asked. Every message takes one JSON object, so that the Web UI's forms can send it. People send
 * updates, which are validated and answered; `abort` and `rollBack` exist as signals too, for the time when no worker is up.
 */
export const UPDATES = {
  pause: 'pause',
  resume: 'resume',
  abort: 'abort',
  rollBack: 'rollBack',
  extendBake: 'extendBake',
  exemptCell: 'exemptCell',
  /** Sent with the start: answered once the rollout has admitted itself, or has refused to. */
  admit: 'admit',
} as const;

export const SIGNALS = {
  abort: 'abort',
  rollBack: 'rollBack',
  /** Rollout -> wave. */
  steer: 'steer',
  /** Wave -> rollout. */
  waveReport: 'waveReport',
  /** Rollout -> rollback: more cells to return. */
  alsoReturn: 'alsoReturn',
} as const;

/** `packedStatus`: the same and all of it, packed, for clients that know it; `status` leaves rows out where it would grow too large. */
export const QUERIES = { status: 'status', packedStatus: 'packedStatus' } as const;

/** `by` is whoever asks, as strong as Temporal's own authentication; the Web UI leaves it out. */
export type WordMessage = { readonly reason: string; readonly by?: string };

/** `expiresAt`: a resume that was sent while no worker ran must not be applied hours later. ms since the epoch. */
export type ResumeMessage = WordMessage & { readonly expiresAt?: number };

/** `wave`: a wave's name, or `soak`; without it the wave that runs now. */
export type ExtendBakeMessage = WordMessage & { readonly minutes: number; readonly wave?: string };

export type ExemptCellMessage = WordMessage & { readonly cell: string };

/** What an update answers: what happens next, in one sentence. */
export type Answer = { readonly accepted: true; readonly next: string };

export type AdmitAnswer =
  | { readonly kind: 'admitted'; readonly rollout: string; readonly workflowId: string; readonly runId: string }
  | { readonly kind: 'refused'; readonly refusals: readonly { rule: string; message: string; remedy: string }[] };

export type Steer =
  | { readonly kind: 'pause' | 'resume' | 'abort'; readonly word: Word }
  | { readonly kind: 'turn-back' }
  | { readonly kind: 'extend-bake'; readonly byMs: number }
  | { readonly kind: 'exempt'; readonly cell: string; readonly word: Word };

export type WaveReportMessage = WaveReport;

/** `final`: the wave that was running has ended, so nothing more will come. */
export type AlsoReturn = { readonly cells: Packed<readonly CellToReturn[]>; readonly final: boolean };
