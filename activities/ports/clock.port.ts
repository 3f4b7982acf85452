/** The worker's time, handed in. Durations that safety hangs on are taken from `monotonic`, which no clock correction moves. */
export type Clock = {
  /** ms since the epoch. */
  now(): number;
  /** ms since some fixed instant in the past of this process. */
  monotonic(): number;
  /** Resolves after `waitMs`, or at once when the signal is aborted: the caller looks at the signal. */
  wait(waitMs: number, signal: AbortSignal): Promise<void>;
};
