import type { Plan } from '../../waves/plan';
import { groupsOf, type World } from '../../sandbox/world';
import type { LedgerEntry } from '../../sandbox/ledger-entry';
import type { Sandbox } from '../../sandbox';

/** What one instance of the simulated fleet runs: the key of its artifact. */
export type InstanceRuns = { readonly id: string; readonly cell: string; readonly group: string; readonly key: string };

/** What the sandbox itself knows of one rollout; nothing in here was said by cellwave. */
export type Evidence = {
  readonly plan: Plan;
  /** Key of the artifact that was rolled. */
  readonly releaseKey: string;
  readonly entries: readonly LedgerEntry[];
  readonly before: readonly InstanceRuns[];
  readonly after: readonly InstanceRuns[];
};

/** Begins to take evidence; the answer ends it. */
export function takeEvidence({ world, ledger }: Sandbox, plan: Plan): () => Evidence {
  const before = fleetNow(world);
  const since = ledger.entries().length;
  const releaseKey = plan.release.artifact.key;
  return () => ({ plan, releaseKey, entries: ledger.since(since), before, after: fleetNow(world) });
}

function fleetNow(world: World): readonly InstanceRuns[] {
  return world.cells.flatMap((cell) =>
    groupsOf(cell).flatMap((group) =>
      group.instances.map(({ id, revision }) => ({
        id,
        cell: cell.name,
        group: group.name,
        key: revision?.key ?? 'nothing',
      })),
    ),
  );
}
