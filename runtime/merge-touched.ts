import type { TouchedCell } from '../activities/activities';

/**
 * A cell once in each of its waves, newest wave first: each wave has its own groups. A cell that was begun again keeps the baseline that was
 * read first, and counts all its rounds.
 */
export function mergeTouched(cells: readonly TouchedCell[]): readonly TouchedCell[] {
  const byPlace = new Map<string, TouchedCell>();
  for (const next of cells) {
    const place = `${next.wave} ${next.cell}`;
    const known = byPlace.get(place);
    const groups = known?.groups ?? [];
    const more = next.groups.filter((group) => groups.every((one) => one.deploymentGroup !== group.deploymentGroup));
    const rounds = Math.max(known?.rounds ?? 0, next.rounds);
    byPlace.set(place, { ...next, rounds, groups: [...groups, ...more] });
  }
  return [...byPlace.values()].sort((a, b) => b.wave - a.wave);
}
