import type { Cell, FleetRegion } from './fleet';
import type { ExcludedCell } from './plan';
import { sortByName } from './order-cells';

/** Who takes part in a rollout of a Region that is planned now. */
export type Census = {
  /** By name. Includes the expired. */
  readonly active: readonly Cell[];
  readonly excluded: readonly (ExcludedCell & { readonly weight: number })[];
  /** Active again because their exemption or pin has run out. */
  readonly expired: readonly Cell[];
};

/** An exemption or pin ends at the instant it expires. */
export function takeCensus(region: FleetRegion, now: number): Census {
  const cells = sortByName(region.cells);
  const excluded = cells.flatMap((cell) => {
    const { standing } = cell;
    if (standing.kind === 'active' || standing.expiresAt <= now) return [];
    return [{ cell: cell.name, reason: `${standing.kind}: ${standing.reason}`, weight: cell.weight }];
  });
  const left = new Set(excluded.map(({ cell }) => cell));
  const active = cells.filter((cell) => !left.has(cell.name));
  return { active, excluded, expired: active.filter((cell) => cell.standing.kind !== 'active') };
}
