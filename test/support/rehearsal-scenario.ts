import { parseScenario, type Scenario } from '../../sandbox';

const REGIONS = [
  ['us-west-2', 'usw2'],
  ['us-east-1', 'use1'],
  ['us-east-2', 'use2'],
  ['us-west-1', 'usw1'],
  ['eu-west-1', 'euw1'],
  ['eu-west-2', 'euw2'],
  ['eu-west-3', 'euw3'],
  ['eu-central-1', 'euc1'],
  ['eu-north-1', 'eun1'],
  ['eu-south-1', 'eus1'],
  ['ap-south-1', 'aps1'],
  ['ap-east-1', 'ape1'],
  ['ap-northeast-1', 'apne1'],
  ['ap-northeast-2', 'apne2'],
  ['ap-southeast-1', 'apse1'],
  ['ap-southeast-2', 'apse2'],
  ['ca-central-1', 'cac1'],
  ['sa-east-1', 'sae1'],
  ['me-south-1', 'mes1'],
  ['af-south-1', 'afs1'],
] as const;

export type RehearsalWishes = {
  /** How many Regions: each is the stage of one story, and no story sees another's. */
  readonly regions: number;
  /** Cells per AZ. */
  readonly azs?: readonly number[];
  /** Simulated time of one group's deployment, as a scenario file writes it. */
  readonly group?: string;
  /** What each Region's release is, as a scenario file writes it; healthy when left out. */
  readonly release?: unknown;
};

/** Two AZs of two cells: the smallest fleet with every kind of wave. A release of its own for each Region, since quarantine reaches across them. */
export function rehearsalScenario(wishes: RehearsalWishes): Scenario {
  const regions = REGIONS.slice(0, wishes.regions);
  const releases = Object.fromEntries(regions.map(([region]) => [versionFor(region), wishes.release ?? null]));
  const file = {
    description: 'what the tests roll',
    speed: 60,
    fleet: {
      service: 'sample-service',
      regions: regions.map(([region, prefix]) => ({
        region,
        timeZone: 'UTC',
        azs: (wishes.azs ?? [2, 2]).map((cells, at) => ({ azId: `${prefix}-az${at + 1}`, cells })),
      })),
    },
    deployments: { group: wishes.group ?? '60s', queue: '5s', stop: '5s' },
    releases,
  };
  return parseScenario(JSON.stringify(file), 'rehearsal.yaml');
}

export function versionFor(region: string): string {
  return `v1.1.0-${region}`;
}
