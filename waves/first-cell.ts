import type { Census } from './census';
import type { Cell, FleetRegion } from './fleet';
import { pickFirst } from './order-cells';
import type { Refusal } from './plan';
import type { Policy } from './policy';
import type { Release } from './release';

type Choosing = {
  readonly region: FleetRegion;
  readonly census: Census;
  readonly release: Release;
  readonly policy: Policy;
};

export type Choice = { readonly kind: 'first'; readonly cell: Cell } | Refusal;

/**
 * Draws the first cell among those whose one-box is small enough; only in a fleet without any one-box among all. So no draw skips a one-box that
 * the fleet has, and no release is refused because of the cell it happened to draw.
 */
export function chooseFirst({ region, census, release, policy }: Choosing): Choice {
  const boxed = census.active.filter((cell) => cell.target.oneBox.kind === 'group');
  const large = new Set(largeOneBoxes(region, census.active, policy.oneBoxMaxBasisPoints));
  const small = boxed.filter((cell) => !large.has(cell));
  const cell = pickFirst(boxed.length > 0 ? small : census.active, release.digest);
  if (cell !== undefined) return { kind: 'first', cell };
  return {
    kind: 'refused',
    rule: 'S5',
    message: `every one-box of ${region.name} carries more than ${policy.oneBoxMaxBasisPoints / 100} % of its weight`,
    remedy: 'make a one-box smaller (target.oneBox.share), or raise oneBoxMaxBasisPoints in the policy',
  };
}

/** Cells whose one-box carries more of the Region's weight than `mostBasisPoints`. */
export function largeOneBoxes(region: FleetRegion, cells: readonly Cell[], mostBasisPoints: number): readonly Cell[] {
  const total = region.cells.reduce((sum, { weight }) => sum + weight, 0);
  // A share of exactly the most must pass whatever floating point makes of it.
  const most = mostBasisPoints / 10_000 + 1e-9;
  return cells.filter(
    ({ weight, target }) => target.oneBox.kind === 'group' && (weight * target.oneBox.share) / total > most,
  );
}
