import type { AggregateAlarm, Cell, CellAlarm, Fleet, FleetRegion } from '../../waves/fleet';

export type FleetBuilder = {
  readonly withService: (service: string) => FleetBuilder;
  readonly inRegion: (name: string, timeZone?: string) => FleetBuilder;
  /** Spread evenly over three AZs, earlier AZs first. */
  readonly withCells: (count: number) => FleetBuilder;
  /** One AZ for each number. */
  readonly withCellsPerAz: (...counts: readonly number[]) => FleetBuilder;
  /** Changes cells after they are made; every call adds a change. */
  readonly eachCell: (change: (cell: Cell, index: number) => Cell) => FleetBuilder;
  readonly cellNamed: (name: string, change: (cell: Cell) => Cell) => FleetBuilder;
  readonly withAggregateAlarms: (alarms: readonly AggregateAlarm[]) => FleetBuilder;
  readonly withoutOneBoxes: (reason?: string) => FleetBuilder;
  readonly buildRegion: () => FleetRegion;
  readonly build: () => Fleet;
};

type Recipe = {
  readonly service: string;
  readonly region: string;
  readonly timeZone: string;
  readonly counts: readonly number[];
  readonly changes: readonly ((cell: Cell, index: number) => Cell)[];
  readonly aggregateAlarms: readonly AggregateAlarm[];
};

/** Six watched cells with one-boxes in three AZs of us-west-2: `usw2-az1-c1` to `usw2-az3-c2`. */
export function aFleet(): FleetBuilder {
  return fleetOf({
    service: 'web',
    region: 'us-west-2',
    timeZone: 'America/Los_Angeles',
    counts: [2, 2, 2],
    changes: [],
    aggregateAlarms: [{ ...accessOf(0), name: 'web-region-errors', role: 'errors', trafficLess: false }],
  });
}

function fleetOf(recipe: Recipe): FleetBuilder {
  const but = (change: Partial<Recipe>): FleetBuilder => fleetOf({ ...recipe, ...change });
  const changed = (change: (cell: Cell, index: number) => Cell): FleetBuilder =>
    but({ changes: [...recipe.changes, change] });
  return {
    withService: (service) => but({ service }),
    inRegion: (region, timeZone = recipe.timeZone) => but({ region, timeZone }),
    withCells: (count) => but({ counts: [0, 1, 2].map((az) => Math.floor((count + 2 - az) / 3)) }),
    withCellsPerAz: (...counts) => but({ counts }),
    eachCell: changed,
    cellNamed: (name, change) => changed((cell) => (cell.name === name ? change(cell) : cell)),
    withAggregateAlarms: (aggregateAlarms) => but({ aggregateAlarms }),
    withoutOneBoxes: (reason = 'too small to split') =>
      changed((cell) => ({ ...cell, target: { ...cell.target, oneBox: { kind: 'none', reason } } })),
    buildRegion: () => regionOf(recipe),
    build: () => ({ service: recipe.service, regions: [regionOf(recipe)] }),
  };
}

function regionOf({ region, timeZone, counts, changes, aggregateAlarms }: Recipe): FleetRegion {
  const code = region.replace(/^(\w\w)-(\w)\w*-(\d)$/, '$1$2$3');
  const azIds = counts.map((_, az) => `${code}-az${az + 1}`);
  const places = azIds.flatMap((azId, az) => Array.from({ length: counts[az] ?? 0 }, (_, cell) => ({ azId, cell })));
  const cells = places.map(({ azId, cell }, index) =>
    changes.reduce((made, change) => change(made, index), aCell(`${azId}-c${cell + 1}`, azId, index + 1)),
  );
  return { name: region, weight: 1, timeZone, azIds, cells, aggregateAlarms };
}

/** `number`: makes the account. */
export function aCell(name: string, azId: string, number: number): Cell {
  return {
    ...accessOf(number),
    name,
    azId,
    weight: 1,
    target: {
      kind: 'codedeploy',
      application: 'web',
      deploymentGroup: 'web-all',
      oneBox: { kind: 'group', deploymentGroup: 'web-one-box', share: 0.1 },
    },
    alarms: [anAlarm(`${name}-box-errors`, 'one-box'), anAlarm(`${name}-errors`, 'cell')],
    labels: {},
    standing: { kind: 'active' },
  };
}

function anAlarm(name: string, scope: CellAlarm['scope']): CellAlarm {
  return { name, scope, role: 'errors', trafficLess: false };
}

function accessOf(number: number): Pick<Cell, 'account' | 'roleArn' | 'externalId'> {
  const account = String(100_000_000_000 + number);
  return { account, roleArn: `arn:aws:iam::${account}:role/cellwave`, externalId: undefined };
}
