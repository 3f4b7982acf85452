import type { Scope } from './metric';
import { scopeKey } from './metric';

/** Calls per second that one account may make in one Region; facts: 9 for DescribeAlarms, 3 for history and most writes. */
export type RateLimits = {
  readonly describeAlarmsPerSecond: number;
  readonly describeAlarmHistoryPerSecond: number;
  readonly writesPerSecond: number;
  readonly getMetricDataPerSecond: number;
};

export const realRateLimits: RateLimits = {
  describeAlarmsPerSecond: 9,
  describeAlarmHistoryPerSecond: 3,
  writesPerSecond: 3,
  getMetricDataPerSecond: 50,
};

export type RateLimiter = { admits(scope: Scope, bucket: string, perSecond: number): boolean };

type Bucket = { tokens: number; readonly capacity: number; filledAt: number };

/** Token buckets that hold one second's worth of calls. Real time, whatever the speed: callers make their calls in real time. */
export function createRateLimiter(nowMs: () => number): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    admits(scope, name, perSecond) {
      const key = `${scopeKey(scope)}/${name}`;
      const now = nowMs();
      const bucket = buckets.get(key) ?? { tokens: perSecond, capacity: perSecond, filledAt: now };
      buckets.set(key, bucket);
      bucket.tokens = Math.min(bucket.capacity, bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond);
      bucket.filledAt = now;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
