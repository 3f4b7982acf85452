import type { Deployed } from './deployments';
import type { Finding } from './judge';

/** No wave begins before the last deployment of the wave before it has ended (S1, S3). */
export function judgeOrder(deployments: readonly Deployed[]): Finding {
  const forward = deployments.filter(({ direction }) => direction === 'forward');
  const early = forward.filter((one) => forward.some((other) => other.wave < one.wave && other.endedAt > one.at));
  const waves = new Set(forward.map(({ wave }) => wave)).size;
  return {
    demand: 'waves go one after another, in the order of the plan',
    isMet: early.length === 0,
    seen:
      early.length === 0
        ? `${waves} waves in order`
        : `too early: ${early.map(({ cell, group }) => `${cell} ${group}`).join(', ')}`,
  };
}
