import type { Ports } from '../../../activities/create-activities';
import { createLedger } from '../../../sandbox/ledger';
import type { LedgerEntry } from '../../../sandbox/ledger-entry';
import { createCodeDeploy } from '../../../sandbox/services/codedeploy/codedeploy';
import { groupsOf, type CellWorld, type GroupWorld, type World } from '../../../sandbox/world';
import type { Plan, PlannedCell } from '../../../waves/plan';
import { aRevision } from '../a-world';
import type { Worker } from '../hand-fed/worker';
import type { Timeline } from '../hand-fed/timeline';
import { fedAlarms, type FedAlarms } from './fed-alarms';
import { fleetClock } from './fed-clocks';
import { fedTargets } from './fed-targets';

/** The fleet of a plan on a timeline: the sandbox's CodeDeploy with its own record, and alarms that a test raises. */
export type FedFleet = {
  readonly ports: Pick<Ports, 'alarms' | 'targets' | 'access'>;
  readonly alarms: FedAlarms;
  readonly ledger: () => readonly LedgerEntry[];
  /** Cells on which a machine runs the release now. */
  readonly carriers: () => readonly string[];
};

export type Ground = { readonly timeline: Timeline; readonly worker: Worker };

/** `lookMs`: how long a look at one account takes; 0 spares a bake of days its two hundred thousand waits. */
export type FleetWishes = { readonly lookMs: number; readonly groupSeconds: number; readonly stopSeconds: number };

export const QUICK_FLEET: FleetWishes = { lookMs: 20, groupSeconds: 2, stopSeconds: 0.5 };

export function openFleet(
  { timeline, worker }: Ground,
  plan: Plan,
  { lookMs, groupSeconds, stopSeconds }: FleetWishes,
): FedFleet {
  const ledger = createLedger();
  const world = worldOf(timeline, plan);
  const codeDeploy = createCodeDeploy({
    world,
    ledger,
    pace: { queueSeconds: 0.2, deploymentSeconds: groupSeconds, stopSeconds },
    hooks: { deploymentOutcome: () => ({ kind: 'succeeds' }), alarmState: () => undefined },
  });
  const carriers = (): readonly string[] => world.cells.filter((cell) => runs(cell, plan)).map(({ name }) => name);
  const isOver = (alarm: string): boolean => !carriers().some((cell) => alarm.startsWith(cell));
  const { now } = timeline;
  // Whoever is dead when an answer comes does nothing with it.
  const pass = (ms: number, what: string): Promise<void> => timeline.pass(ms, what).then(worker.alive);
  const alarms = fedAlarms({ pass, now, lookMs, isOver });
  return {
    alarms,
    carriers,
    ledger: () => ledger.entries(),
    ports: {
      alarms: alarms.source,
      targets: fedTargets({ pass, now, codeDeploy }),
      access: {
        accountOf: ({ access }) => Promise.resolve(access.account),
        awsHosts: () => Promise.resolve([]),
      },
    },
  };
}

function runs(cell: CellWorld, { release }: Plan): boolean {
  return groupsOf(cell).some(({ instances }) =>
    instances.some(({ revision }) => revision?.key === release.artifact.key),
  );
}

function worldOf(timeline: Timeline, { waves, region }: Plan): World {
  const planned = new Map(waves.flatMap(({ cells }) => cells).map((cell) => [cell.name, cell]));
  const cells = [...planned.values()].map((cell) => cellWorld(cell, region));
  return { clock: fleetClock(timeline), speed: 1, cells, otherRoles: [] };
}

function cellWorld({ name, account, azId, externalId, target }: PlannedCell, region: string): CellWorld {
  const { oneBox } = target;
  const groups = [
    ...(oneBox.kind === 'group' ? [groupWorld(oneBox.deploymentGroup, 'one-box', 1)] : []),
    groupWorld(target.deploymentGroup, 'rest', 2),
  ];
  const application = {
    name: target.application,
    tags: new Map<string, string>(),
    groups: new Map(groups.map((group) => [group.name, group])),
  };
  const applications = new Map([[application.name, application]]);
  return { name, account, region, azId, roleName: 'cellwave', externalId, requestsPerSecond: 1, applications };
}

function groupWorld(name: string, box: GroupWorld['box'], instances: number): GroupWorld {
  const revision = aRevision('web/v1.1.0.zip');
  return { name, box, instances: Array.from({ length: instances }, (_, at) => ({ id: `i-${box}-${at}`, revision })) };
}
