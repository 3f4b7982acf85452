import type { WatchedAccount } from './observation';
import type { Verdict } from './verdict';

/** An ALARM, now or in between two looks, that the workflow was told of. The same (subject, alarm, at) is told once. */
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
  /** Reds that the workflow has weighed already; they neither return the watch again nor make the verdict unhealthy. */
  readonly acknowledged: readonly Pick<Red, 'subject' | 'alarm' | 'at'>[];
};

/**
 * Everything a watch remembers between two looks. Compact: it travels in heartbeats and, at each return, in history.
 * `...At` on AWS's clock, `...TemporalAt` on Temporal's.
 */
export type WatchState = {
  /** Good time credited so far (DESIGN 6, rule 7). */
  readonly goodMs: number;
  /** Time on the wall since the watch's first look, on Temporal's clock. */
  readonly wallMs: number;
  /** The look before: `awsAt` is the smallest `readAt` of its seen accounts. */
  readonly last: { readonly awsAt: number; readonly temporalAt: number } | undefined;
  /** History of every account was read up to here. */
  readonly lookedUntilAt: number;
  /** Smallest AWS time minus Temporal time ever seen: moves a Temporal instant to AWS's clock without being late. */
  readonly clockOffsetMs: number | undefined;
  readonly verdict: Verdict;
  readonly verdictSinceTemporalAt: number;
  /** Last look at which every account was seen and no alarm was unknown; bounds blindness (30 min by default). */
  readonly lastGoodTemporalAt: number | undefined;
  /** First config hash seen per `subject/alarm`, digested together so that an edit inside the window is noticed; see `rememberedConfigs`. */
  readonly configs: Readonly<Record<string, string>>;
  /** Reds not yet reported to the workflow. */
  readonly reds: readonly Red[];
  readonly looks: number;
  /** Looks at which at least one account could not be read. */
  readonly blindLooks: number;
};

/** Why a watch came back to its workflow. */
export type WatchReturn = 'good-enough' | 'one-look' | 'verdict-changed' | 'red' | 'progress';
