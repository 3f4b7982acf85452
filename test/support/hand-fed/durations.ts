import { optionalTsToMs } from '@temporalio/common/lib/time';

type Duration = Parameters<typeof optionalTsToMs>[0];

/** Undefined: none was given. */
export function durationMs(duration: Duration): number | undefined {
  const ms = optionalTsToMs(duration);
  return ms === 0 ? undefined : ms;
}
