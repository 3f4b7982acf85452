import type { Clock } from '../clock';
import type { ApplicationWorld, CellWorld, GroupWorld, Revision, World } from '../world';
import { instanceId, oneBoxGroup, restGroup, revisionOf } from './names';
import type { CellScenario, Scenario } from './scenario';

/** The fleet of a scenario as it stands before anything was rolled: every instance runs the baseline. */
export function buildWorld(scenario: Scenario, clock: Clock): World {
  const { fleet, speed, baseline } = scenario;
  const revision = revisionOf(fleet.service, baseline);
  const cells = fleet.regions.flatMap(({ region, cells }) =>
    cells.map((cell) => buildCell(cell, { region, service: fleet.service, revision })),
  );
  return { clock, speed, cells, otherRoles: fleet.regions.map(({ monitoring }) => monitoring) };
}

type Ground = { readonly region: string; readonly service: string; readonly revision: Revision };

function buildCell(cell: CellScenario, ground: Ground): CellWorld {
  const { name, account, azId, roleName, externalId, requestsPerSecond } = cell;
  const application = buildApplication(cell, ground);
  return {
    name,
    account,
    region: ground.region,
    azId,
    roleName,
    externalId,
    requestsPerSecond,
    applications: new Map([[application.name, application]]),
  };
}

function buildApplication(cell: CellScenario, ground: Ground): ApplicationWorld {
  const groups = new Map<string, GroupWorld>();
  const add = (name: string, box: GroupWorld['box'], numbers: readonly number[]): void => {
    const instances = numbers.map((index) => ({ id: instanceId(cell.name, index), revision: ground.revision }));
    if (instances.length > 0) groups.set(name, { name, box, instances });
  };
  const numbers = Array.from({ length: cell.instances }, (_, index) => index);
  add(oneBoxGroup, 'one-box', numbers.slice(0, cell.oneBoxInstances));
  add(restGroup, 'rest', numbers.slice(cell.oneBoxInstances));
  return { name: ground.service, tags: new Map(), groups };
}
