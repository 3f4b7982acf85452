import { describeFleet, type CellDescription, type FleetDescription, type Scenario } from '../../sandbox';

/** The fleet document of a scenario; what its cells have in common stands above them, as a person would write it. */
export function rehearsalFleet(scenario: Scenario): object {
  const shares = oneBoxShares(scenario);
  const regions = scenario.fleet.regions.map(({ region }) => describeFleet(scenario, region));
  const blocks = regions.flatMap((region) => region.cells.map((cell) => commonOf(cell, shares)));
  const shared = sharedBy(blocks);
  return {
    kind: 'Fleet',
    service: scenario.fleet.service,
    cellDefaults: shared,
    regions: regions.map((region) => ({
      name: region.region,
      timeZone: region.timeZone,
      azIds: region.azIds,
      cells: region.cells.map((cell) => cellOf(cell, ownOf(commonOf(cell, shares), shared))),
      aggregateAlarms: aggregatesOf(region),
    })),
  };
}

type Block = Readonly<Record<string, unknown>>;

function commonOf(cell: CellDescription, shares: ReadonlyMap<string, string>): Block {
  const templated = (text: string): string =>
    text.replaceAll(cell.name, '{cell}').replaceAll(`:${cell.account}:`, ':{account}:');
  const { oneBoxGroup, restGroup, application } = cell;
  const oneBox =
    oneBoxGroup === undefined
      ? { none: 'the scenario gives this cell none' }
      : { deploymentGroup: oneBoxGroup, share: shares.get(cell.name) ?? '10%' };
  return {
    weight: cell.weight,
    roleArn: templated(cell.roleArn),
    ...(cell.externalId === undefined ? {} : { externalId: cell.externalId }),
    target: { application, deploymentGroup: restGroup, oneBox },
    alarms: cell.alarms.map(({ name, scope }) => ({
      name: templated(name),
      role: roleOf(name),
      ...(scope === 'one-box' ? { scope } : {}),
    })),
  };
}

/** The sandbox ends the names of its alarms with what they show. */
function roleOf(alarm: string): string {
  return alarm.split('-').at(-1) ?? alarm;
}

/** What all blocks say alike. */
function sharedBy(blocks: readonly Block[]): Block {
  const [first = {}, ...rest] = blocks;
  const same = ([key, value]: readonly [string, unknown]): boolean =>
    rest.every((block) => JSON.stringify(block[key]) === JSON.stringify(value));
  return Object.fromEntries(Object.entries(first).filter(same));
}

function ownOf(block: Block, shared: Block): Block {
  return Object.fromEntries(Object.entries(block).filter(([key]) => !(key in shared)));
}

function cellOf({ name, azId, account }: CellDescription, own: Block): unknown {
  return Object.keys(own).length === 0 ? [name, azId, account] : { name, azId, account, ...own };
}

function aggregatesOf({ aggregateAlarms }: FleetDescription): readonly Block[] {
  return aggregateAlarms.map(({ name, account, roleArn, externalId }) => ({
    ...{ name, role: roleOf(name), account, roleArn },
    ...(externalId === undefined ? {} : { externalId }),
  }));
}

/** A box carries its part of the cell's instances. */
function oneBoxShares({ fleet }: Scenario): ReadonlyMap<string, string> {
  const cells = fleet.regions.flatMap((region) => region.cells);
  return new Map(
    cells.map(({ name, oneBoxInstances, instances }) => [
      name,
      `${Math.round((oneBoxInstances / instances) * 1_000) / 10}%`,
    ]),
  );
}
