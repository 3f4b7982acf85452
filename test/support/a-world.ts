import { systemClock, type Clock } from '../../sandbox/clock';
import type { CellWorld, GroupWorld, Revision, World } from '../../sandbox/world';

type Wishes = {
  readonly clock?: Clock;
  readonly cells?: number;
  readonly restInstances?: number;
  /** Undefined: nothing was ever deployed. */
  readonly baseline?: Revision | undefined;
  readonly externalId?: string;
  readonly speed?: number;
};

export const baseline = aRevision('app-v1.zip');

export function aRevision(key: string): Revision {
  return { bucket: 'releases', key, bundleType: 'zip', version: `version-of-${key}`, eTag: `etag-of-${key}` };
}

/** Cells `cell-1` ... in accounts 111100000001 ..., each with application `app` and its groups `one-box` and `rest`. */
export function aWorld(wishes: Wishes = {}): World {
  const cells = Array.from({ length: wishes.cells ?? 2 }, (_, index) => aCell(index + 1, wishes));
  return { clock: wishes.clock ?? systemClock, speed: wishes.speed ?? 1, cells, otherRoles: [] };
}

function aCell(number: number, wishes: Wishes): CellWorld {
  const groups = [aGroup('one-box', 1, wishes), aGroup('rest', wishes.restInstances ?? 4, wishes)];
  return {
    name: `cell-${number}`,
    account: `1111${String(number).padStart(8, '0')}`,
    region: 'us-west-2',
    azId: `usw2-az${number}`,
    roleName: 'cellwave',
    externalId: wishes.externalId,
    requestsPerSecond: 10,
    applications: new Map([
      ['app', { name: 'app', tags: new Map(), groups: new Map(groups.map((group) => [group.name, group])) }],
    ]),
  };
}

function aGroup(box: GroupWorld['box'], instances: number, wishes: Wishes): GroupWorld {
  const revision = 'baseline' in wishes ? wishes.baseline : baseline;
  return {
    name: box,
    box,
    instances: Array.from({ length: instances }, (_, n) => ({ id: `i-${box}-${n + 1}`, revision })),
  };
}
