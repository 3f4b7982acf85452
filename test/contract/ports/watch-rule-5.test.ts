import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { createWatchAlarms } from '../../../activities/watch-alarms';
import type { WatchAlarmsOrder } from '../../../activities/activities';
import type { WatchState } from '../../../alarms/watch-state';
import { findingText } from '../../../waves/rollout/finding-text';
import { wireAws, type AwsPorts } from '../../../runtime/wiring';
import { parseScenario, startSandbox, type CellDescription, type Sandbox } from '../../../sandbox';
import { pointAt } from '../../support/a-deploy-scene';
import { aWatchOrder } from '../../support/a-watch-order';
import { cellClient } from '../../support/cell-client';
import { anAlarmOf } from '../../support/contract-alarms';
import { aHastyClock, runActivity } from '../../support/run-activity';

const SCENARIO = `
description: alarms that cease to tell the truth
fleet: { roleName: cellwave }
releases: { v1.1.0: }
alarmChanges:
  - { change: cannot-be-evaluated, where: { cell: usw2-az1-c1 }, alarm: errors }
  - { change: misconfigured, where: { cell: usw2-az1-c2 }, alarm: errors }
silences:
  - { where: { cell: usw2-az1-c3 }, metrics: [ErrorRate] }
`;

/** The real watch over the wire; each row has a cell of its own, and does to its alarms what a person might do. */
describe('rule 5: alarms that cease to tell the truth, over the wire', () => {
  let sandbox: Sandbox;
  let ports: AwsPorts;
  const clients: CloudWatchClient[] = [];

  beforeAll(async () => {
    const rateLimits = { describeAlarmHistoryPerSecond: 1_000, describeAlarmsPerSecond: 1_000, writesPerSecond: 1_000 };
    sandbox = await startSandbox({ scenario: parseScenario(SCENARIO, 'rule-5.yaml'), rateLimits });
    pointAt(sandbox.url);
    ports = wireAws();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    clients.forEach((client) => client.destroy());
    await sandbox.stop();
  });

  const cellAt = (index: number): CellDescription => {
    const cell = sandbox.describeFleet().cells[index];
    if (cell === undefined) throw new Error(`there is no cell ${index}`);
    return cell;
  };
  const clientOf = (cell: CellDescription): CloudWatchClient => {
    const client = cellClient(cell.roleArn, sandbox.describeFleet().region);
    clients.push(client);
    return client;
  };

  /** One look at one cell by a watch that begins with `state`, or anew with a window that opened two seconds ago. */
  async function look(cell: CellDescription, alarms: readonly string[], state?: WatchState): Promise<WatchState> {
    const clock = aHastyClock();
    const fromAt = state?.lookedUntilAt ?? Date.now() - 2_000;
    const watched = alarms.map((name) => ({ name, scope: 'cell', trafficLess: false }) as const);
    const accounts = [{ subject: cell.name, fromAt: windowOf.get(cell.name) ?? fromAt, alarms: watched }];
    windowOf.set(cell.name, accounts[0]?.fromAt ?? fromAt);
    const fresh = aWatchOrder(sandbox.describeFleet(), { fromAt, temporalAt: clock.now(), accounts });
    const order: WatchAlarmsOrder = state === undefined ? fresh : { ...fresh, state };
    return (await runActivity(createWatchAlarms(ports), order, { clock })).result.state;
  }
  /** A window stays open from where it was opened. */
  const windowOf = new Map<string, number>();
  const errorsOf = ({ name }: CellDescription): string => `${name}-errors`;

  type Act = (client: CloudWatchClient, name: string, cell: CellDescription) => Promise<unknown>;
  const remove: Act = (client, name) => client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
  const put =
    (more: Parameters<typeof anAlarmOf>[1] = {}): Act =>
    (client, name) =>
      client.send(new PutMetricAlarmCommand(anAlarmOf(name, more)));
  const hideComposites: Act = ({}, _, { account }) => {
    const where = { account, operation: 'DescribeAlarms' };
    return Promise.resolve(
      sandbox.setFault({ where, effect: { kind: 'hidden-composites' }, limit: { kind: 'always' } }),
    );
  };

  test.each<[string, number, string, Act, RegExp]>([
    [
      'deleted',
      3,
      'errors',
      remove,
      /missing\): deleted or renamed at 20.*permissions are not the reason; .*roll back/,
    ],
    [
      'renamed',
      4,
      'errors',
      async (client, name, cell) => {
        await put()(client, `${name}-v2`, cell);
        return remove(client, name, cell);
      },
      /missing\): deleted or renamed at 20/,
    ],
    [
      're-created',
      5,
      'errors',
      async (client, name, cell) => {
        await remove(client, name, cell);
        return put()(client, name, cell);
      },
      /changed\): edited or created anew at 20.*roll back/,
    ],
    ['edited', 6, 'errors', put({ Threshold: 99 }), /changed\): edited or created anew at 20.*roll back/],
    [
      'hidden by a narrow policy',
      7,
      'health',
      hideComposites,
      /missing\): its history goes on.*DescribeAlarms on resource \*/,
    ],
  ])('rule 5: %s: blind until somebody mends it, and the clock stands', async (...row) => {
    const [, index, role, act, sentence] = row;
    const cell = cellAt(index);
    const name = `${cell.name}-${role}`;
    const before = await look(cell, [name]);
    expect(before.verdict.kind).toBe('healthy');
    await act(clientOf(cell), name, cell);
    const after = await look(cell, [name], before);
    expect(after.verdict).toMatchObject({ kind: 'blind', rule: 5, findings: [{ passes: 'never' }] });
    expect(after.verdict.findings.map(findingText)[0]).toMatch(sentence);
    expect([after.goodMs, after.reds]).toEqual([before.goodMs, []]);
  });

  test('rule 5: what never was is missing without a history', async () => {
    const { verdict } = await look(cellAt(8), ['no-such-alarm']);
    expect(verdict.findings.map(findingText)).toEqual([expect.stringMatching(/without any history: misnamed/)]);
  });

  test('rule 5: actions that are switched off change nothing, and the state still counts', async () => {
    const cell = cellAt(9);
    const name = errorsOf(cell);
    const client = clientOf(cell);
    const before = await look(cell, [name]);
    await client.send(new DisableAlarmActionsCommand({ AlarmNames: [name] }));
    const dated = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
    const editedAt = dated.MetricAlarms?.[0]?.AlarmConfigurationUpdatedTimestamp?.getTime() ?? 0;
    expect(editedAt).toBeGreaterThan(windowOf.get(cell.name) ?? Infinity);
    const quiet = await look(cell, [name], before);
    expect(quiet.verdict.kind).toBe('healthy');
    await client.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: 'ALARM', StateReason: 'a drill' }));
    expect((await look(cell, [name], quiet)).verdict.kind).toBe('unhealthy');
  });

  test.each([
    ["CloudWatch's own trouble", 0, undefined, 6],
    ['a definition that does not work', 1, 'never', 5],
  ])('rules 5 and 6: an evaluation that is not clean, by %s, is blind', async (...row) => {
    const [, index, passes, rule] = row;
    const cell = cellAt(index);
    const { verdict } = await look(cell, [errorsOf(cell)]);
    expect(verdict).toMatchObject({ kind: 'blind', rule, findings: [{ because: 'evaluation' }] });
    expect(verdict.findings[0]).toHaveProperty('kind', 'blind');
    expect(verdict.findings.map((finding) => ('passes' in finding ? finding.passes : undefined))).toEqual([passes]);
  });

  test('rule 5: no data for ever, and the warm-up of an alarm that is older than the window, wait', async () => {
    const cell = cellAt(2);
    expect((await look(cell, [errorsOf(cell)])).verdict).toMatchObject({ kind: 'waiting', rule: 5 });
    const warm = cellAt(8);
    await put()(clientOf(warm), 'in-warm-up', warm);
    windowOf.set(warm.name, Date.now() + 1);
    expect((await look(warm, ['in-warm-up'])).verdict.findings.map(findingText)).toEqual([
      `alarm in-warm-up of ${warm.name} has INSUFFICIENT_DATA; see why its metric does not flow, or mark it trafficLess if that is its way`,
    ]);
  });

  test('rule 5: what is marked traffic-less may be without data', async () => {
    const cell = cellAt(2);
    const fromAt = Date.now() - 2_000;
    const alarms = [{ name: errorsOf(cell), scope: 'cell', trafficLess: true } as const];
    const clock = aHastyClock();
    const accounts = [{ subject: cell.name, fromAt, alarms }];
    const order = aWatchOrder(sandbox.describeFleet(), { fromAt, temporalAt: clock.now(), accounts });
    const { result } = await runActivity(createWatchAlarms(ports), order, { clock });
    expect(result.state.verdict.kind).toBe('healthy');
  });
});
