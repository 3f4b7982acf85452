import type { WatchedAccount } from './observation';
import type { SampleCounts, SampleOrder } from './samples';
import type { Verdict, VerdictKind } from './verdict';

/**
 * An ALARM inside its window, now or in between two looks, that the workflow is told of: the newest of its alarm. Told until it is
 * acknowledged.
 */
export type Red = { readonly subject: string; readonly alarm: string; readonly at: number; readonly stillRed: boolean };

/** What a watch is to do. Durations in ms. */
export type WatchOrder = {
  readonly accounts: readonly WatchedAccount[];
  readonly pollMs: number;
  /** Good time that ends the watch, or `endless`: until it is cancelled or a verdict changes. */
  readonly until:
    { readonly kind: 'good'; readonly bakeMs: number } | { readonly kind: 'endless' } | { readonly kind: 'one-look' };
  /** False while paused, gated or held: looks go on, the clock stands. */
  readonly counting: boolean;
  /**
   * Whether the watch comes back when others are unwell than before, though the worst is as bad: only while cells are being started. At all
   * other times a fleet that cannot be read steadily would fill its history with it.
   */
  readonly tellsWho?: boolean | undefined;
  /**
   * Reds that the workflow has weighed already; they neither return the watch again nor make the verdict unhealthy. Each also covers
   * what the same alarm did before it, so one per alarm, the newest, is enough (`acknowledge`).
   */
  readonly acknowledged: readonly Pick<Red, 'subject' | 'alarm' | 'at'>[];
  /** Requests that must have been seen before the good time is enough; absent where none are asked for, and once they are there. */
  readonly samples?: SampleOrder | undefined;
};

/** An edit of an alarm, as AWS dates it, that left its definition as it was. */
export type HarmlessEdit = { readonly subject: string; readonly alarm: string; readonly at: number };

/** The look before: `awsAt` is the smallest `readAt` of its seen accounts; `good`: it was healthy, and its order was counting. */
export type LastLook = { readonly awsAt: number; readonly temporalAt: number; readonly good: boolean };

export const MAX_REDS = 100;

/**
 * Everything a watch remembers between two looks. Compact: it travels in heartbeats and, at each return, in history.
 * `...At` on AWS's clock, `...TemporalAt` on Temporal's.
 */
export type WatchState = {
  /** Good time credited so far (DESIGN 6, rule 7). */
  readonly goodMs: number;
  readonly startedTemporalAt: number;
  /** Time on the wall since then, on Temporal's clock. */
  readonly wallMs: number;
  readonly last: LastLook | undefined;
  /** History of every account was read up to here. */
  readonly lookedUntilAt: number;
  /** When this watch last moved it. */
  readonly lookedUntilTemporalAt: number | undefined;
  /** Smallest AWS time minus Temporal time ever seen: moves a Temporal instant to AWS's clock without being late. */
  readonly clockOffsetMs: number | undefined;
  readonly verdict: Verdict;
  readonly verdictSinceTemporalAt: number;
  /** Last look that was healthy; bounds blindness and waiting (30 min by default). */
  readonly lastGoodTemporalAt: number | undefined;
  /** Digest of the first definition seen inside the window, per `subject/alarm`, so that an edit is noticed; see `rememberConfigs`. */
  readonly configs: Readonly<Record<string, string>>;
  /** One digest over the definitions that the watch before had remembered. */
  readonly configsFold?: string | undefined;
  /** Switched actions and the like: AWS dates them as edits, and they change nothing. */
  readonly harmlessEdits?: readonly HarmlessEdit[] | undefined;
  /** Requests seen so far. */
  readonly samples?: SampleCounts | undefined;
  /** Reds not yet acknowledged by the workflow; at most `MAX_REDS`, the rest is found again once these are acknowledged. */
  readonly reds: readonly Red[];
  /** Every subject that is not healthy now, with its worst finding: which cells must not be started. Unlike `verdict.findings` never cut. */
  readonly unwell: readonly { readonly subject: string; readonly kind: Exclude<VerdictKind, 'healthy'> }[];
  readonly healthyAlarms: number;
  readonly looks: number;
  /** Looks at which at least one account could not be read. */
  readonly blindLooks: number;
};

/** Why a watch came back to its workflow. */
export type WatchReturn = 'good-enough' | 'too-few-samples' | 'one-look' | 'verdict-changed' | 'red' | 'progress';
