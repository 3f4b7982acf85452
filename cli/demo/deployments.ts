import { deploymentsCreated, effectiveDeployments, endOf } from '../../sandbox/ledger-queries';
import type { Evidence } from './evidence';

/** One CodeDeploy deployment of a rollout, as the sandbox recorded it. */
export type Deployed = {
  readonly id: string;
  readonly cell: string;
  readonly group: string;
  readonly direction: 'forward' | 'back';
  /** The wave of the plan in which this group's turn was. */
  readonly wave: number;
  readonly at: number;
  readonly endedAt: number;
  readonly status: string;
  readonly isEffective: boolean;
};

/** In the order in which they were created. */
export function deploymentsOf({ plan, releaseKey, entries }: Evidence): readonly Deployed[] {
  const waves = new Map(
    plan.waves.flatMap(({ number, cells }) =>
      cells.flatMap(({ name, groups }) => groups.map((group) => [`${name} ${group.deploymentGroup}`, number] as const)),
    ),
  );
  const effective = new Set(effectiveDeployments(entries).map(({ deploymentId }) => deploymentId));
  return deploymentsCreated(entries).map((created) => {
    const cell = created.cell ?? created.account;
    const end = endOf(entries, created.deploymentId);
    return {
      id: created.deploymentId,
      cell,
      group: created.group,
      direction: created.key === releaseKey ? 'forward' : 'back',
      wave: waves.get(`${cell} ${created.group}`) ?? 0,
      at: created.at,
      endedAt: end?.at ?? Infinity,
      status: end?.status ?? 'unfinished',
      isEffective: effective.has(created.deploymentId),
    };
  });
}
