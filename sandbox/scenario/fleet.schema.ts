import { z } from 'zod';
import { accountId, azId, percent } from './schema-parts';
import type { CellScenario, FleetScenario, RegionScenario } from './scenario';

const cellName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a name is lower case letters, digits and hyphens');

const cellMembers = {
  requestsPerSecond: z.number().min(0),
  weight: z.number().positive(),
  instances: z.int().min(1).max(1_000),
  oneBoxInstances: z.int().min(0),
  roleName: z.string().regex(/^[\w+=,.@-]{1,64}$/, 'not a role name'),
  externalId: z.string().min(2).max(1_224).optional(),
};

const cell = z
  .strictObject({ name: cellName, account: accountId.optional(), ...cellMembers })
  .partial()
  .required({ name: true });

const az = z.strictObject({
  azId,
  /** So many cells like the fleet says, or each by itself. */
  cells: z.union(
    [z.int().min(1).max(10_000), z.array(cell).min(1)],
    'write how many cells, or a list of { name, ... }',
  ),
});

const region = z.strictObject({
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'not a Region'),
  timeZone: z.string(),
  monitoringAccount: accountId.optional(),
  azs: z.array(az).min(1),
});

export const fleetSchema = z
  .strictObject({
    service: cellName.default('sample-service'),
    ...cellMembers,
    requestsPerSecond: cellMembers.requestsPerSecond.default(200),
    weight: cellMembers.weight.default(10),
    instances: cellMembers.instances.default(4),
    oneBoxInstances: cellMembers.oneBoxInstances.default(1),
    roleName: cellMembers.roleName.default('cellwave-deploy'),
    jitterPercent: percent.default(4),
    dayCurvePercent: percent.default(0),
    regions: z.array(region).min(1).default(demoRegions()),
  })
  .transform(fleetOf);

type FleetFile = {
  readonly service: string;
  readonly requestsPerSecond: number;
  readonly weight: number;
  readonly instances: number;
  readonly oneBoxInstances: number;
  readonly roleName: string;
  readonly externalId?: string | undefined;
  readonly jitterPercent: number;
  readonly dayCurvePercent: number;
  readonly regions: readonly z.output<typeof region>[];
};

/** Ten cells in three AZs: enough for every kind of wave, and rolled in half a minute. */
function demoRegions(): z.output<typeof region>[] {
  const azs = [
    { azId: 'usw2-az1', cells: 4 },
    { azId: 'usw2-az2', cells: 3 },
    { azId: 'usw2-az3', cells: 3 },
  ];
  return [{ region: 'us-west-2', timeZone: 'America/Los_Angeles', azs }];
}

function fleetOf(file: FleetFile, context: z.RefinementCtx): FleetScenario {
  const number = createAccountNumbers();
  const regions = file.regions.map((one): RegionScenario => {
    const { region, timeZone } = one;
    const monitoring = {
      account: one.monitoringAccount ?? number(monitoringAccounts),
      roleName: file.roleName,
      externalId: file.externalId,
    };
    const cells = one.azs.flatMap(({ azId, cells }) => namedCells(azId, cells).map((own) => cellOf(own, azId)));
    return { region, timeZone, monitoring, azIds: one.azs.map(({ azId }) => azId), cells };
  });
  for (const problem of problemsOf(regions)) context.addIssue(problem);
  const traffic = { jitterPercent: file.jitterPercent, dayCurvePercent: file.dayCurvePercent };
  return { service: file.service, traffic, regions };

  function cellOf(own: z.output<typeof cell>, azId: string): CellScenario {
    return {
      name: own.name,
      account: own.account ?? number(cellAccounts),
      azId,
      roleName: own.roleName ?? file.roleName,
      externalId: own.externalId ?? file.externalId,
      requestsPerSecond: own.requestsPerSecond ?? file.requestsPerSecond,
      weight: own.weight ?? file.weight,
      instances: own.instances ?? file.instances,
      oneBoxInstances: own.oneBoxInstances ?? file.oneBoxInstances,
    };
  }
}

function namedCells(azId: string, cells: z.output<typeof az>['cells']): readonly z.output<typeof cell>[] {
  if (typeof cells !== 'number') return cells;
  return Array.from({ length: cells }, (_, index) => ({ name: `${azId}-c${index + 1}` }));
}

const cellAccounts = 210_000_000_000;
const monitoringAccounts = 290_000_000_000;

function createAccountNumbers(): (first: number) => string {
  const given = new Map<number, number>();
  return (first) => {
    const count = (given.get(first) ?? 0) + 1;
    given.set(first, count);
    return String(first + count);
  };
}

function problemsOf(regions: readonly RegionScenario[]): readonly string[] {
  const cells = regions.flatMap((region) => region.cells.map((cell) => ({ ...cell, region: region.region })));
  return [
    ...twice(cells.map((cell) => cell.name)).map((name) => `two cells are called ${name}`),
    ...twice(cells.map((cell) => `${cell.account} in ${cell.region}`)).map(
      (text) => `two cells have the account ${text}`,
    ),
    ...twice(regions.flatMap((region) => region.azIds)).map((id) => `the AZ ${id} is listed twice`),
    ...cells
      .filter((cell) => cell.oneBoxInstances >= cell.instances)
      .map((cell) => `${cell.name}: oneBoxInstances must be fewer than instances`),
  ];
}

function twice(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const again = values.filter((value) => seen.size === seen.add(value).size);
  return [...new Set(again)];
}
