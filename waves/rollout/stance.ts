import type { Evidence } from '../../alarms/evidence';
import type { SampleProgress } from '../../alarms/samples';
import type { Finding, Verdict } from '../../alarms/verdict';
import type { BlockReason } from './cell-stage';

/** Who said something, and why. `at` on Temporal's clock. */
export type Word = { readonly by: string; readonly reason: string; readonly at: number };

/** Whether forward work may begin. A person pauses; cellwave itself holds. */
export type Stance =
  | { readonly kind: 'going' }
  | { readonly kind: 'paused'; readonly word: Word }
  | { readonly kind: 'held'; readonly why: HoldCause; readonly since: number };

export type HoldCause =
  | { readonly kind: 'blind'; readonly finding: Finding | undefined }
  | { readonly kind: 'waiting'; readonly finding: Finding | undefined }
  /** The longest bake is over, and fewer requests were seen than the policy asks for. */
  | { readonly kind: 'too-few-samples'; readonly progress: SampleProgress }
  | { readonly kind: 'red-before-start'; readonly cell: string; readonly alarm: string }
  | { readonly kind: 'blocked'; readonly cell: string; readonly because: BlockReason; readonly detail: string }
  | { readonly kind: 'baseline-untrusted'; readonly cell: string; readonly detail: string }
  | { readonly kind: 'baselines-unread'; readonly wave: string; readonly detail: string }
  /** No cell of the wave carries the release: every one was left out or failed, so nothing is proved for what comes next (S3). */
  | { readonly kind: 'untried'; readonly wave: string }
  | { readonly kind: 'reset' };

/** Set once, never taken back (S15): from here nothing is started forward. */
export type Turn =
  | { readonly kind: 'none' }
  | { readonly kind: 'abort'; readonly word: Word }
  | { readonly kind: 'return'; readonly cause: ReturnCause; readonly at: number };

export type ReturnCause =
  /** `evidence`: all that AWS said at the look that decided (DESIGN 6, rule 12). */
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly evidence?: Evidence | undefined }
  | { readonly kind: 'blind'; readonly verdict: Verdict }
  | { readonly kind: 'person'; readonly word: Word }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failure-budget'; readonly cells: readonly string[] }
  | { readonly kind: 'wave-lost'; readonly wave: string; readonly detail: string };
