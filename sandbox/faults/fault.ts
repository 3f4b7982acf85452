/** Something that goes wrong on the wire between a caller and one account. */
export type Fault = {
  readonly where: FaultScope;
  readonly effect: FaultEffect;
  readonly limit: FaultLimit;
  /** On the sandbox's clock, in ms; undefined: from now on, for ever. */
  readonly fromAt?: number | undefined;
  readonly untilAt?: number | undefined;
};

/** Every member that is given must match; `{}` is every call of everybody. */
export type FaultScope = {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
};

export type FaultEffect =
  | { readonly kind: 'throttle' }
  /** `html` is the answer of a broken proxy: no SDK can read it. */
  | { readonly kind: 'server-error'; readonly body: 'json' | 'html' }
  /** The connection dies before the request is applied, or after it was: the caller sees the same. */
  | { readonly kind: 'cut-before' }
  | { readonly kind: 'cut-after' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'expired-credentials' }
  | { readonly kind: 'access-denied' }
  /** What GetMetricData says of every query; `Empty` is a complete answer without values. */
  | { readonly kind: 'metric-data'; readonly status: 'PartialData' | 'InternalError' | 'Forbidden' | 'Empty' }
  /** As for a role that may DescribeAlarms on less than everything: composite alarms are left out without a word. */
  | { readonly kind: 'hidden-composites' }
  /** The account's time stamps and Date headers are this far ahead of the truth. */
  | { readonly kind: 'clock-skew'; readonly skewMs: number };

export type FaultLimit =
  | { readonly kind: 'always' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'probability'; readonly probability: number };

export type PlacedFault = Fault & { readonly id: string };

export type InjectedFault = { readonly id: string; readonly effect: Exclude<FaultEffect, { kind: 'clock-skew' }> };

/** Where a call goes, as far as faults care. */
export type FaultTarget = {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
};

export type Faults = {
  /** Returns the id to remove it by. */
  add(fault: Fault): string;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly PlacedFault[];
  /** The faults that hit this very call; those with a count are used up by it. */
  strike(target: FaultTarget, at: number): readonly InjectedFault[];
  skewMs(target: FaultTarget, at: number): number;
};
