import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { createWatchAlarms } from '../../../activities/watch-alarms';
import type { WatchOrder } from '../../../alarms/watch-state';
import { wireAws, type AwsPorts } from '../../../runtime/wiring';
import { systemClock } from '../../../runtime/system-clock';
import { pack } from '../../../workflows/contract/packed';
import { unpackTask } from '../../../workflows/contract/packed-watch';
import { startSandbox, type CellDescription, type FleetDescription, type Sandbox } from '../../../sandbox';
import { pointAt } from '../../support/a-deploy-scene';
import { aWatchOrder } from '../../support/a-watch-order';
import { eventually } from '../../support/eventually';
import { aHastyClock, runActivity } from '../../support/run-activity';

/** The real watch with the real SDK clients over the fleet of the scenario `good`. */
describe('the watch over a sandbox fleet', () => {
  let sandbox: Sandbox;
  let ports: AwsPorts;
  let fleet: FleetDescription;

  beforeAll(async () => {
    sandbox = await startSandbox({
      scenario: 'good',
      rateLimits: { describeAlarmHistoryPerSecond: 1_000, describeAlarmsPerSecond: 1_000 },
    });
    pointAt(sandbox.url);
    ports = wireAws(systemClock);
    fleet = sandbox.describeFleet();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(() => sandbox.stop());

  const look = async (wishes: Partial<WatchOrder> & { readonly fromAt?: number } = {}) => {
    const clock = aHastyClock();
    const order = aWatchOrder(fleet, { fromAt: Date.now() - 1_000, temporalAt: clock.now(), ...wishes });
    return (await runActivity(createWatchAlarms(ports), order, { clock })).result;
  };
  const firstCell = () => {
    const [cell] = fleet.cells;
    if (cell === undefined) throw new Error('a fleet without cells');
    return cell;
  };

  test('a quiet fleet is healthy: every alarm is seen, composites too', async () => {
    const { state, because } = await look();
    expect(because).toBe('one-look');
    expect(state.verdict.kind).toBe('healthy');
    const alarms = fleet.cells.flatMap((cell) => cell.alarms).length + fleet.aggregateAlarms.length;
    expect(state.healthyAlarms).toBe(alarms);
  });

  test('rule 12: a look that returns carries its evidence with request ids', async () => {
    const { evidence } = await look();
    expect(evidence?.verdict.kind).toBe('healthy');
    expect(JSON.stringify(evidence)).toMatch(/"requestIds":\["[^"]+"/);
  });

  test.each([
    ['throttled', { kind: 'throttle' }],
    ['unreadable', { kind: 'server-error', body: 'html' }],
    ['cut off', { kind: 'cut-before' }],
    ['without valid credentials', { kind: 'expired-credentials' }],
    ['denied', { kind: 'access-denied' }],
    ['an hour ahead', { kind: 'clock-skew', skewMs: 3_600_000 }],
  ] as const)('S9: an account that is %s is blind alone', async (_, effect) => {
    const cell = firstCell();
    sandbox.setFault({ where: { account: cell.account, service: 'cloudwatch' }, effect, limit: { kind: 'always' } });
    const { state } = await look();
    expect(state.verdict.kind).toBe('blind');
    expect(state.unwell).toEqual([{ subject: cell.name, kind: 'blind' }]);
  });

  test('S9: an hour ahead is not believed of the only account either', async () => {
    const cell = firstCell();
    const effect = { kind: 'clock-skew', skewMs: 3_600_000 } as const;
    sandbox.setFault({ where: { account: cell.account }, effect, limit: { kind: 'always' } });
    const alarms = cell.alarms.map(({ name, scope }) => ({ name, scope, trafficLess: false }));
    const { state } = await look({ accounts: [{ subject: cell.name, alarms, fromAt: 0 }] });
    expect(state.verdict).toMatchObject({ kind: 'blind', findings: [{ detail: expect.stringContaining('skewed') }] });
  });

  test('S9: an account that does not answer is blind alone, in time', async () => {
    const cell = firstCell();
    const slow = { kind: 'slow', delayMs: 30_000 } as const;
    sandbox.setFault({
      where: { account: cell.account, service: 'cloudwatch' },
      effect: slow,
      limit: { kind: 'always' },
    });
    const beganAt = Date.now();
    const { state } = await look();
    expect(Date.now() - beganAt).toBeLessThan(9_500);
    expect(state.unwell).toEqual([{ subject: cell.name, kind: 'blind' }]);
  });

  test('S9: an alarm that does not exist is blind, not healthy', async () => {
    const cell = firstCell();
    const alarms = [{ name: 'no-such-alarm', scope: 'cell', trafficLess: false } as const];
    const { state } = await look({ accounts: [{ subject: cell.name, alarms, fromAt: 0 }] });
    expect(state.verdict).toMatchObject({ kind: 'blind', findings: [{ because: 'missing' }] });
  });

  test('S8: an alarm that was red between two looks is told, though it is quiet now', async () => {
    const cell = firstCell();
    const alarm = cell.alarms.find(({ name }) => name.includes('error'))?.name ?? '';
    const fromAt = Date.now();
    await setRed(cell, alarm);
    const state = () => sandbox.alarmState(cell.account, fleet.region, alarm);
    await eventually('the alarm to be quiet again', () => (state() === 'OK' ? true : undefined));
    const result = await look({ fromAt });
    expect(result.state.verdict).toMatchObject({ kind: 'unhealthy', findings: [{ because: 'was-in-alarm' }] });
    expect(result.state.reds.map((red) => [red.subject, red.stillRed])).toContainEqual([cell.name, false]);
  });

  test('a watch that is ordered anew waits for its poll, so that looks never follow each other without a pause', async () => {
    const { state } = await look();
    const clock = aHastyClock();
    const at = state.last?.temporalAt ?? 0;
    const again = {
      ...aWatchOrder(fleet, { fromAt: at, temporalAt: at, pollMs: 15_000, until: { kind: 'endless' } }),
      state: { ...state, verdict: { ...state.verdict, kind: 'blind' as const } },
    };
    const run = await runActivity(createWatchAlarms(ports), again, { clock });
    expect(run.attempts).toBeGreaterThan(1);
    expect(run.result.state.verdict.kind).toBe('healthy');
  });

  test('S9: a fault of ours ends the watch, so that somebody is told', async () => {
    const order = aWatchOrder(fleet, { fromAt: Date.now(), temporalAt: Date.now() });
    const { access } = unpackTask(order.task);
    const pollMs = 1_000;
    const accounts = null as unknown as WatchOrder['accounts'];
    const task = pack({
      order: { accounts, pollMs, until: { kind: 'one-look' } as const, counting: true, acknowledged: [] },
      access,
    });
    const run = runActivity(createWatchAlarms(ports), { ...order, task }, { clock: aHastyClock() });
    await expect(run).rejects.toMatchObject({ type: 'WatchBroken', nonRetryable: true });
  });
});

/** True again at the alarm's next evaluation: a flap. */
async function setRed({ roleArn }: CellDescription, alarm: string): Promise<void> {
  const credentials = fromTemporaryCredentials({ params: { RoleArn: roleArn, RoleSessionName: 'game-day' } });
  const client = new CloudWatchClient({ region: 'us-west-2', credentials });
  await client.send(new SetAlarmStateCommand({ AlarmName: alarm, StateValue: 'ALARM', StateReason: 'game day' }));
  client.destroy();
}
