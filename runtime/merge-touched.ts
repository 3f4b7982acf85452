import type { GroupOrder, TouchedCell } from '../activities/activities';

/**
 * A cell once in each of its waves, newest wave first: each wave has its own groups. A cell that was begun again counts all its rounds, and
 * has the baseline that was read last: whatever was begun before had left nothing of ours on it.
 */
export function mergeTouched(cells: readonly TouchedCell[]): readonly TouchedCell[] {
  const byPlace = new Map<string, TouchedCell>();
  for (const next of cells) {
    const place = `${next.wave} ${next.cell}`;
    const known = byPlace.get(place);
    const groups = known?.groups ?? [];
    const rounds = Math.max(known?.rounds ?? 0, next.rounds);
    byPlace.set(place, { ...next, rounds, groups: mergeGroups(groups, next.groups) });
  }
  return [...byPlace.values()].sort((a, b) => b.wave - a.wave);
}

/** Once something was deployed to a group, `none` is no news of it. */
function mergeGroups(known: readonly GroupOrder[], next: readonly GroupOrder[]): readonly GroupOrder[] {
  const groups = new Map(known.map((group) => [group.deploymentGroup, group]));
  for (const group of next)
    if (group.baseline.kind === 'deployed' || !groups.has(group.deploymentGroup))
      groups.set(group.deploymentGroup, group);
  return [...groups.values()];
}
