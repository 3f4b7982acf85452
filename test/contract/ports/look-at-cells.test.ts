import type { LookAtCellsOrder } from '../../../activities/activities';
import { createLookAtAggregates } from '../../../activities/look-at-aggregates';
import { createLookAtCells } from '../../../activities/look-at-cells';
import { systemClock } from '../../../runtime/system-clock';
import { wireAws, type AwsPorts } from '../../../runtime/wiring';
import { startSandbox, type CellDescription, type FleetDescription, type Sandbox } from '../../../sandbox';
import type { PlannedCell } from '../../../waves/plan';
import { pointAt } from '../../support/a-deploy-scene';
import { aHastyClock, runActivity } from '../../support/run-activity';

/** What `doctor` and the preflight see, with a session that can change nothing. */
describe('a look at cells before the start', () => {
  let sandbox: Sandbox;
  let ports: AwsPorts;
  let fleet: FleetDescription;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'good' });
    pointAt(sandbox.url);
    ports = wireAws(systemClock);
    fleet = sandbox.describeFleet();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(() => sandbox.stop());

  const first = (): PlannedCell => {
    const [cell] = fleet.cells;
    if (cell === undefined) throw new Error('a fleet without cells');
    return plannedCell(cell);
  };
  const look = async (cell: PlannedCell, more: Partial<LookAtCellsOrder> = {}) => {
    const order = { region: fleet.region, rehearsal: true, speed: fleet.speed, cells: [cell], bakeMs: {}, ...more };
    const { result } = await runActivity(createLookAtCells(ports), order, { clock: aHastyClock() });
    return result[0];
  };
  const codes = async (cell: PlannedCell, more: Partial<LookAtCellsOrder> = {}) =>
    (await look(cell, more))?.findings.map(({ severity, code }) => `${severity} ${code}`);

  test('a sound cell has no findings, a baseline for each group and all its alarms', async () => {
    const seen = await look(first());
    expect(seen?.findings).toEqual([]);
    expect(seen?.baselines.map(({ baseline }) => baseline.kind)).toEqual(['deployed', 'deployed']);
    expect(seen?.alarms.map(({ state }) => state)).toEqual(first().alarms.map(() => 'OK'));
  });

  test('a role that is not there', async () => {
    expect(await codes({ ...first(), roleArn: `${first().roleArn}-gone` })).toEqual(['refusal role']);
  });

  test('S28: a role that leads elsewhere', async () => {
    expect(await codes({ ...first(), account: '999900000001' })).toEqual(['refusal account']);
  });

  test('an application that is not there', async () => {
    const { target } = first();
    expect(await codes({ ...first(), target: { ...target, application: 'no-such-application' } })).toEqual([
      'refusal group',
      'refusal group',
    ]);
  });

  test('rule 1: an alarm that does not exist', async () => {
    const alarms = [{ name: 'no-such-alarm', scope: 'cell', role: 'errors', trafficLess: false } as const];
    expect(await codes({ ...first(), alarms })).toEqual(['refusal alarm-missing']);
  });

  test('an alarm that is slower than the bake', async () => {
    expect(await codes(first(), { bakeMs: { [first().name]: 1 }, speed: 1 })).toContain('warning alarm-slow');
  });

  test('an account that cannot be read is its own finding', async () => {
    const where = { account: first().account, service: 'cloudwatch' };
    sandbox.setFault({ where, effect: { kind: 'access-denied' }, limit: { kind: 'always' } });
    expect(await codes(first())).toEqual(['refusal alarm-unreadable']);
  });

  test('aggregates are read in their own account, and say when they cannot be', async () => {
    const alarms = fleet.aggregateAlarms.map((alarm) => ({ ...alarm, role: 'errors', trafficLess: false }));
    const order = { region: fleet.region, alarms };
    const seen = await runActivity(createLookAtAggregates(ports), order, { clock: aHastyClock() });
    expect(seen.result.map(({ outcome }) => outcome.kind)).toEqual(['seen']);
    const gone = { ...order, alarms: alarms.map((alarm) => ({ ...alarm, roleArn: `${alarm.roleArn}-gone` })) };
    const unseen = await runActivity(createLookAtAggregates(ports), gone, { clock: aHastyClock() });
    expect(unseen.result.map(({ outcome }) => outcome.kind)).toEqual(['unreadable']);
  });
});

function plannedCell(cell: CellDescription): PlannedCell {
  const oneBox = cell.oneBoxGroup ?? '';
  return {
    name: cell.name,
    azId: cell.azId,
    weight: cell.weight,
    account: cell.account,
    roleArn: cell.roleArn,
    externalId: cell.externalId,
    target: {
      kind: 'codedeploy',
      application: cell.application,
      deploymentGroup: cell.restGroup,
      oneBox: { kind: 'group', deploymentGroup: oneBox, share: 0.25 },
    },
    alarms: cell.alarms.map((alarm) => ({ ...alarm, role: 'errors', trafficLess: false })),
    labels: {},
    standing: { kind: 'active' },
    groups: [
      { role: 'one-box', deploymentGroup: oneBox },
      { role: 'rest', deploymentGroup: cell.restGroup },
    ],
  };
}
