/** What an alarm, an account, and one look over all accounts said. Instants are ms since the epoch; `At` on AWS's clock unless a comment says otherwise. */

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm can see: the one-box of a cell, a whole cell, or the Region's sum. */
export type AlarmScope = 'one-box' | 'cell' | 'aggregate';

export type WatchedAlarm = {
  readonly name: string;
  readonly scope: AlarmScope;
  /** Marked by the user as an alarm that has no data while all is well: INSUFFICIENT_DATA then counts as healthy. */
  readonly trafficLess: boolean;
};

/**
 * One account and Region that is read as a unit. `subject` is the cell's name, or `aggregate:<account>` for the Region's own alarms.
 */
export type WatchedAccount = {
  readonly subject: string;
  readonly alarms: readonly WatchedAlarm[];
  /** Evidence before this instant is not held against the release (DESIGN 6, rule 2). */
  readonly fromAt: number;
};

/** CloudWatch's `EvaluationState`: anything but `clean` is no evidence of health. */
export type Evaluation = 'clean' | 'partial-data' | 'evaluation-error' | 'evaluation-failure';

export type AlarmObservation =
  | {
      readonly kind: 'seen';
      readonly name: string;
      readonly arn: string;
      readonly state: AlarmState;
      /** Last change of the state's value. */
      readonly transitionedAt: number;
      readonly configUpdatedAt: number;
      readonly evaluation: Evaluation;
      /** Digest of the alarm's definition, so that an edit is seen. */
      readonly configHash: string;
    }
  | { readonly kind: 'missing'; readonly name: string; readonly trace?: AlarmTrace | undefined };

/** What the history of an alarm that is not there says of it; absent when it was not asked, or could not be. */
export type AlarmTrace =
  | { readonly kind: 'deleted'; readonly at: number }
  /** Its history goes on: it is there, and the role that asks is not shown it. */
  | { readonly kind: 'hidden'; readonly type: 'metric' | 'composite' }
  /** Nothing: it never was, or is older than what CloudWatch remembers. */
  | { readonly kind: 'none' };

/** A change of state read from the alarm's history. */
export type AlarmTransition = { readonly name: string; readonly to: AlarmState; readonly at: number };

export type AccountLook =
  | {
      readonly kind: 'seen';
      readonly subject: string;
      /** AWS's own time of this read (the answer's Date header). */
      readonly readAt: number;
      readonly alarms: readonly AlarmObservation[];
      /** Every page of history since the last look, overlap included. */
      readonly transitions: readonly AlarmTransition[];
      readonly requestIds: readonly string[];
    }
  | { readonly kind: 'blind'; readonly subject: string; readonly reason: string };

/** What the metric that counts requests said of one cell. `none`: no data at all, which is not 0. */
export type SampleReading = { readonly subject: string } & (
  | { readonly kind: 'counted'; readonly count: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly reason: string }
);

/** One look over all watched accounts. `temporalAt` is Temporal's time of the attempt, never the worker's clock. */
export type Look = {
  readonly temporalAt: number;
  readonly accounts: readonly AccountLook[];
  /** Of the cells whose requests are still being counted. */
  readonly samples?: readonly SampleReading[] | undefined;
};
