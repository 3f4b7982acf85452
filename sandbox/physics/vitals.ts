import type { Harm } from './release-fault';

/** A part of the traffic that fares alike: what one instance carries. */
export type Slice = {
  readonly requestsPerSecond: number;
  readonly errorPercent: number;
  readonly latencyP99Ms: number;
};

/** What a set of slices did in a stretch of time. Latency and rate are undefined without a request: nothing was measured. */
export type Vitals = {
  readonly requests: number;
  readonly errors: number;
  readonly errorPercent: number | undefined;
  readonly latencyP99Ms: number | undefined;
};

const ordinaryErrorPercent = 0.05;
const ordinaryLatencyP99Ms = 120;

export function sliceOf(requestsPerSecond: number, harm: Harm): Slice {
  return {
    requestsPerSecond,
    errorPercent: Math.min(100, ordinaryErrorPercent + harm.errorPercent),
    latencyP99Ms: ordinaryLatencyP99Ms + harm.addMs,
  };
}

export function vitalsOf(slices: readonly Slice[], seconds: number): Vitals {
  let perSecond = 0;
  let errorsPerSecond = 0;
  for (const slice of slices) {
    perSecond += slice.requestsPerSecond;
    errorsPerSecond += (slice.requestsPerSecond * slice.errorPercent) / 100;
  }
  const isIdle = perSecond <= 0;
  return {
    requests: perSecond * seconds,
    errors: errorsPerSecond * seconds,
    errorPercent: isIdle ? undefined : (errorsPerSecond / perSecond) * 100,
    latencyP99Ms: isIdle ? undefined : slowestPercent(slices, perSecond),
  };
}

/** As soon as slow slices carry one request in a hundred, the p99 of the whole is theirs. */
function slowestPercent(slices: readonly Slice[], perSecond: number): number | undefined {
  const slowestFirst = slices
    .filter((slice) => slice.requestsPerSecond > 0)
    .sort((a, b) => b.latencyP99Ms - a.latencyP99Ms);
  let carried = 0;
  for (const slice of slowestFirst) {
    carried += slice.requestsPerSecond;
    if (carried >= perSecond / 100) return slice.latencyP99Ms;
  }
  return slowestFirst.at(-1)?.latencyP99Ms;
}
