import type { Census } from './census';
import { shareOut, shareOfFirst } from './exposure';
import type { Cell, FleetRegion } from './fleet';
import { MOST_IN_FLIGHT } from './limits';
import { orderAzs, splitEvenly } from './order-cells';
import type { GroupRef, PlannedCell, PlannedWave, WaveKind } from './plan';
import type { Bakes, Policy, Width } from './policy';
import { waveName } from './wave-name';

/** A wave before it has its number, its width and its place in the whole. */
type Cut = {
  readonly kind: WaveKind;
  readonly azId: string;
  readonly part: PlannedWave['part'];
  readonly cells: readonly PlannedCell[];
  readonly weight: number;
};

export type Cutting = {
  readonly region: FleetRegion;
  readonly census: Census;
  readonly policy: Policy;
  /** The cell that goes first. */
  readonly first: Cell;
};

const BAKE_OF = {
  'one-box': 'oneBoxMs',
  'one-cell': 'oneCellMs',
  'one-az': 'oneAzMs',
  region: 'regionMs',
} as const satisfies Record<WaveKind, keyof Bakes>;

/** One box, its cell, its AZ, then each further AZ: every step is watched before the next failure domain carries the release (S3). */
export function cutWaves(cutting: Cutting): readonly PlannedWave[] {
  const { census, first, policy } = cutting;
  const cuts = [...cutFirstCell(first), ...cutAzs(cutting)];
  const excludedWeight = census.excluded.reduce((sum, cell) => sum + cell.weight, 0);
  const shares = shareOut([...cuts.map((cut) => cut.weight), excludedWeight]);
  return cuts.map((cut, index) => ({
    number: index + 1,
    name: waveName({ number: index + 1, kind: cut.kind, azId: cut.azId, part: cut.part }),
    kind: cut.kind,
    azId: cut.azId,
    part: cut.part,
    cells: cut.cells,
    width: widthOf(policy.width, census.active.filter(({ azId }) => azId === cut.azId).length, cut.cells.length),
    bakeMs: cut.part.number < cut.part.of ? 0 : policy.bakes[BAKE_OF[cut.kind]],
    exposureBasisPoints: shareOfFirst(index + 1, shares),
  }));
}

function cutFirstCell(first: Cell): readonly Cut[] {
  const { target } = first;
  const place = { azId: first.azId, part: { number: 1, of: 1 } };
  const rest: GroupRef = { role: 'rest', deploymentGroup: target.deploymentGroup };
  if (target.oneBox.kind === 'none') {
    return [{ kind: 'one-cell', ...place, cells: [{ ...first, groups: [rest] }], weight: first.weight }];
  }
  const oneBox: GroupRef = { role: 'one-box', deploymentGroup: target.oneBox.deploymentGroup };
  const boxWeight = first.weight * target.oneBox.share;
  return [
    { kind: 'one-box', ...place, cells: [{ ...first, groups: [oneBox] }], weight: boxWeight },
    { kind: 'one-cell', ...place, cells: [{ ...first, groups: [rest] }], weight: first.weight - boxWeight },
  ];
}

function cutAzs({ region, census, first }: Cutting): readonly Cut[] {
  return orderAzs(region.azIds, first.azId).flatMap((azId) => {
    const cells = census.active.filter((cell) => cell.azId === azId && cell.name !== first.name);
    const parts = splitEvenly(cells, MOST_IN_FLIGHT);
    return parts.map((part, index) => ({
      kind: azId === first.azId ? ('one-az' as const) : ('region' as const),
      azId,
      part: { number: index + 1, of: parts.length },
      cells: part.map(wholeCell),
      weight: part.reduce((sum, cell) => sum + cell.weight, 0),
    }));
  });
}

/** In every cell but the first the one-box goes just before the rest. */
function wholeCell(cell: Cell): PlannedCell {
  const rest: GroupRef = { role: 'rest', deploymentGroup: cell.target.deploymentGroup };
  const { oneBox } = cell.target;
  if (oneBox.kind === 'none') return { ...cell, groups: [rest] };
  return { ...cell, groups: [{ role: 'one-box', deploymentGroup: oneBox.deploymentGroup }, rest] };
}

/** A share of the AZ's active cells, rounded down but never to 0. */
function widthOf(width: Width, cellsOfAz: number, cellsOfWave: number): number {
  const share = Math.max(1, Math.floor((cellsOfAz * width.basisPoints) / 10_000));
  return Math.min(share, width.maxCells, MOST_IN_FLIGHT, cellsOfWave);
}
