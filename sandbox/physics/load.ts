import { groupsOf, type CellWorld } from '../world';
import type { Memory } from './memory';

/** How much traffic each release carries, and in how many cells it runs. */
export type LoadMeter = {
  carriedInAz(release: string, cell: CellWorld): number;
  cellsInRegion(release: string, region: string): number;
};

export function createLoadMeter(
  cells: readonly CellWorld[],
  memory: Memory,
  traffic: ReadonlyMap<CellWorld, number>,
): LoadMeter {
  const carried = new Map<string, number>();
  const running = new Map<string, number>();
  for (const cell of cells)
    for (const [release, share] of sharesOf(cell, memory)) {
      add(carried, azKey(release, cell), share * (traffic.get(cell) ?? 0));
      add(running, `${release}\u0000${cell.region}`, 1);
    }
  return {
    carriedInAz: (release, cell) => carried.get(azKey(release, cell)) ?? 0,
    cellsInRegion: (release, region) => running.get(`${release}\u0000${region}`) ?? 0,
  };
}

function azKey(release: string, { region, azId }: CellWorld): string {
  return `${release}\u0000${region}\u0000${azId}`;
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

/** Every instance of a cell carries the same share of its traffic. */
function sharesOf(cell: CellWorld, memory: Memory): ReadonlyMap<string, number> {
  const instances = groupsOf(cell).flatMap((group) => group.instances);
  const shares = new Map<string, number>();
  for (const instance of instances) {
    const release = memory.runningOn(instance)?.release;
    if (release !== undefined) add(shares, release, 1 / instances.length);
  }
  return shares;
}
