import { groupsOf, type CellWorld, type InstanceWorld, type World } from '../world';
import type { Reached, Reaches } from './moment';

/** What the physics remember of the past: since when an instance runs what it runs, and which cells a release has reached. */
export type Memory = {
  /** Notes what changed since the last look. */
  look(nowSeconds: number): void;
  runningOn(instance: InstanceWorld): Running | undefined;
  readonly reaches: Reaches;
};

export type Running = { readonly release: string; readonly sinceSeconds: number };

export function createMemory(world: World, releaseOf: (key: string) => string | undefined): Memory {
  const running = new Map<InstanceWorld, Running & { readonly key: string }>();
  const reached = new Map<string, Reached[]>();
  let isFirstLook = true;

  const reach = (release: string, cell: CellWorld, atSeconds: number): void => {
    const cells = reached.get(release) ?? [];
    reached.set(release, cells);
    if (!cells.some((one) => one.cell === cell.name)) cells.push({ cell: cell.name, azId: cell.azId, atSeconds });
  };

  const note = (instance: InstanceWorld, cell: CellWorld, nowSeconds: number): void => {
    const key = instance.revision?.key;
    if (key === undefined || running.get(instance)?.key === key) return;
    // A key that no release of the scenario has is a healthy release of its own name.
    const release = releaseOf(key) ?? key;
    running.set(instance, { release, key, sinceSeconds: nowSeconds });
    // What runs from the beginning has not reached anything: it is the baseline.
    if (!isFirstLook) reach(release, cell, nowSeconds);
  };

  return {
    look(nowSeconds) {
      for (const cell of world.cells)
        for (const group of groupsOf(cell)) for (const instance of group.instances) note(instance, cell, nowSeconds);
      isFirstLook = false;
    },
    runningOn: (instance) => running.get(instance),
    reaches: (release) => reached.get(release) ?? [],
  };
}
