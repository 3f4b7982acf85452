import { aggregateAlarmName, alarmName, oneBoxGroup, restGroup, revisionOf, roleArn } from './names';
import type { CellScenario, RegionScenario, Scenario } from './scenario';

/** All that a fleet file and release files for this rehearsal need, as plain data. */
export type FleetDescription = {
  readonly service: string;
  readonly region: string;
  readonly timeZone: string;
  /** Simulated seconds per real second: what a rehearsal policy has to state. */
  readonly speed: number;
  readonly azIds: readonly string[];
  readonly cells: readonly CellDescription[];
  readonly aggregateAlarms: readonly AggregateAlarmDescription[];
  readonly baseline: ReleaseDescription;
  readonly releases: readonly ReleaseDescription[];
};

export type CellDescription = {
  readonly name: string;
  readonly account: string;
  readonly azId: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly weight: number;
  readonly application: string;
  /** Undefined when the cell has no one-box. */
  readonly oneBoxGroup: string | undefined;
  readonly restGroup: string;
  readonly alarms: readonly AlarmDescription[];
};

export type AlarmDescription = { readonly name: string; readonly scope: 'one-box' | 'cell' };

export type AggregateAlarmDescription = {
  readonly name: string;
  readonly account: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
};

export type ReleaseDescription = {
  readonly version: string;
  readonly bucket: string;
  readonly key: string;
  readonly bundleType: string;
  readonly s3Version: string;
  readonly eTag: string;
};

/** One Region of a scenario's fleet; the first unless another is named. */
export function describeFleet(scenario: Scenario, regionName?: string): FleetDescription {
  const { fleet, speed } = scenario;
  const region = fleet.regions.find((one) => one.region === (regionName ?? fleet.regions[0]?.region));
  if (region === undefined) throw new Error(`scenario ${scenario.name} has no Region ${regionName ?? ''}`);
  const versions = scenario.releases.map((release) => release.version);
  return {
    service: fleet.service,
    region: region.region,
    timeZone: region.timeZone,
    speed,
    azIds: region.azIds,
    cells: region.cells.map((cell) => describeCell(fleet.service, cell)),
    aggregateAlarms: [describeAggregate(fleet.service, region)],
    baseline: describeRelease(fleet.service, scenario.baseline),
    releases: versions.map((version) => describeRelease(fleet.service, version)),
  };
}

function describeCell(service: string, cell: CellScenario): CellDescription {
  const { name, account, azId, externalId, weight } = cell;
  const oneBox: readonly AlarmDescription[] =
    cell.oneBoxInstances === 0 ? [] : [{ name: alarmName(name, 'one-box-errors'), scope: 'one-box' }];
  return {
    name,
    account,
    azId,
    roleArn: roleArn(cell),
    externalId,
    weight,
    application: service,
    oneBoxGroup: cell.oneBoxInstances === 0 ? undefined : oneBoxGroup,
    restGroup,
    alarms: [
      ...oneBox,
      { name: alarmName(name, 'errors'), scope: 'cell' },
      { name: alarmName(name, 'latency'), scope: 'cell' },
      { name: alarmName(name, 'health'), scope: 'cell' },
    ],
  };
}

function describeAggregate(service: string, { region, monitoring }: RegionScenario): AggregateAlarmDescription {
  const { account, externalId } = monitoring;
  return { name: aggregateAlarmName(service, region), account, roleArn: roleArn(monitoring), externalId };
}

function describeRelease(service: string, version: string): ReleaseDescription {
  const { bucket, key, bundleType, version: s3Version, eTag } = revisionOf(service, version);
  return { version, bucket, key, bundleType, s3Version, eTag };
}
