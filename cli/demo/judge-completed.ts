import { deploymentsOf, type Deployed } from './deployments';
import type { Evidence } from './evidence';
import type { Finding } from './judge';
import { judgeOrder } from './judge-order';

/** Everything planned runs the release, by one deployment each, wave after wave. */
export function judgeCompleted(evidence: Evidence): readonly Finding[] {
  const deployments = deploymentsOf(evidence);
  return [judgeEverywhere(evidence), judgeOrder(deployments), judgeOnce(evidence, deployments)];
}

function judgeEverywhere({ plan, releaseKey, after }: Evidence): Finding {
  const planned = new Set(plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)));
  const behind = after.filter(({ cell, key }) => planned.has(cell) !== (key === releaseKey));
  return {
    demand: 'all planned cells, and no others, run the release',
    isMet: behind.length === 0,
    seen:
      behind.length === 0
        ? `all ${planned.size} do`
        : `not so: ${behind.map(({ cell, id }) => `${cell} ${id}`).join(', ')}`,
  };
}

function judgeOnce({ plan }: Evidence, deployments: readonly Deployed[]): Finding {
  const groups = plan.waves.flatMap(({ cells }) => cells.flatMap((cell) => cell.groups)).length;
  const effective = deployments.filter(({ isEffective }) => isEffective);
  const distinct = new Set(effective.map(({ cell, group }) => `${cell} ${group}`)).size;
  return {
    demand: 'one effective deployment for each deployment group',
    isMet: effective.length === groups && distinct === groups,
    seen: `${effective.length} for ${groups} groups`,
  };
}
