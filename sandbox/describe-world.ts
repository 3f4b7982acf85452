import type { CellWorld, World } from './world';

/** What runs where, as plain data: the world holds maps, which JSON does not know. */
export function describeWorld({ speed, cells }: World) {
  return { speed, cells: cells.map(describeCell) };
}

function describeCell({ name, account, region, azId, applications }: CellWorld) {
  const groups = [...applications.values()].flatMap((application) =>
    [...application.groups.values()].map((group) => ({
      application: application.name,
      group: group.name,
      box: group.box,
      instances: group.instances.map(({ id, revision }) => ({ id, key: revision?.key ?? null })),
    })),
  );
  return { name, account, region, azId, groups };
}
