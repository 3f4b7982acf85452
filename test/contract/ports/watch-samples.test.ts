import { createWatchAlarms } from '../../../activities/watch-alarms';
import type { SampledCell, SampleOrder } from '../../../alarms/samples';
import type { WatchState } from '../../../alarms/watch-state';
import { findingText } from '../../../waves/rollout/finding-text';
import { wireAws, type AwsPorts } from '../../../runtime/wiring';
import { startSandbox, type FleetDescription, type Sandbox } from '../../../sandbox';
import type { FaultEffect } from '../../../sandbox/faults';
import { pointAt } from '../../support/a-deploy-scene';
import { aWatchOrder } from '../../support/a-watch-order';
import { aHastyClock, runActivity } from '../../support/run-activity';

/** The real watch counts requests with the real SDK client over the fleet of the scenario `good`. */
describe('rule 8: requests counted over the wire', () => {
  let sandbox: Sandbox;
  let ports: AwsPorts;
  let fleet: FleetDescription;

  beforeAll(async () => {
    const rateLimits = {
      describeAlarmHistoryPerSecond: 1_000,
      describeAlarmsPerSecond: 1_000,
      getMetricDataPerSecond: 1_000,
    };
    sandbox = await startSandbox({ scenario: 'good', rateLimits });
    pointAt(sandbox.url);
    ports = wireAws();
    fleet = sandbox.describeFleet();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(() => sandbox.stop());

  const name = (index: number): string => fleet.cells[index]?.name ?? '';
  const account = (index: number): string => fleet.cells[index]?.account ?? '';
  const cell = (subject: string, change: Partial<SampledCell> = {}): SampledCell => ({
    subject,
    scope: 'cell',
    sinceAt: Date.now() - 5_000,
    metric: { namespace: 'Sandbox/Service', name: 'Requests', stat: 'Sum', dimensions: { Cell: subject } },
    ...change,
  });

  async function look(samples: Partial<SampleOrder>, counted?: WatchState['samples']): Promise<WatchState> {
    const clock = aHastyClock();
    const order = { least: 100, per: 'cell', cells: [], elsewhere: 0, limitMs: 60_000, ...samples } as const;
    const fresh = aWatchOrder(fleet, { fromAt: Date.now() - 1_000, temporalAt: clock.now(), samples: order });
    const task = counted === undefined ? fresh : { ...fresh, state: { ...fresh.state, samples: counted } };
    return (await runActivity(createWatchAlarms(ports), task, { clock })).result.state;
  }
  const strike = (effect: FaultEffect, index = 0): string =>
    sandbox.setFault({
      where: { account: account(index), service: 'cloudwatch', operation: 'GetMetricData' },
      effect,
      limit: { kind: 'always' },
    });
  /** How often GetMetricData was asked while a fault that does nothing was in force. */
  const questions = (id: string): number =>
    sandbox.ledger.entries().filter((entry) => entry.kind === 'fault-injected' && entry.faultId === id).length;

  test('each cell is asked for what it has served since its own deployment', async () => {
    // 200 requests a second, 60 simulated seconds in one: some 12,000 in each second of the clock.
    const state = await look({ cells: [cell(name(0)), cell(name(1), { sinceAt: Date.now() - 2_000 })] });
    expect(state.verdict.kind).toBe('healthy');
    const [more = 0, fewer = 0] = [name(0), name(1)].map((subject) => state.samples?.[subject]);
    expect(more).toBeGreaterThan(30_000);
    expect(fewer).toBeGreaterThan(5_000);
    expect(more).toBeGreaterThan(fewer);
  });

  test('S9: what was served before the deployment does not count', async () => {
    const state = await look({ cells: [cell(name(0), { sinceAt: Date.now() + 60_000 })] });
    expect(state.samples).toBeUndefined();
    expect(state.verdict).toMatchObject({ kind: 'waiting', rule: 8, findings: [{ because: 'no-samples' }] });
  });

  test.each<[string, FaultEffect, string, RegExp]>([
    [
      'PartialData',
      { kind: 'metric-data', status: 'PartialData' },
      'blind',
      /cannot be counted: CloudWatch says PartialData/,
    ],
    ['InternalError', { kind: 'metric-data', status: 'InternalError' }, 'blind', /CloudWatch says InternalError/],
    ['Forbidden', { kind: 'metric-data', status: 'Forbidden' }, 'blind', /CloudWatch says Forbidden/],
    ['nothing', { kind: 'metric-data', status: 'Empty' }, 'waiting', /has no data since the deployment/],
    ['a refusal', { kind: 'access-denied' }, 'blind', /AccessDenied/],
    ['throttling', { kind: 'throttle' }, 'blind', /Throttling/],
    ['an unreadable page', { kind: 'server-error', body: 'html' }, 'blind', /cannot be counted/],
  ])('S9: %s is no count, not 0 and not health', async (...row) => {
    const [, effect, kind, sentence] = row;
    strike(effect);
    const state = await look({ cells: [cell(name(0)), cell(name(1))] });
    expect(state.verdict).toMatchObject({ kind, rule: 8 });
    expect(state.verdict.findings.map(findingText)).toEqual([expect.stringMatching(sentence)]);
    expect(Object.keys(state.samples ?? {})).toEqual([name(1)]);
    expect(state.unwell).toEqual([{ subject: name(0), kind }]);
  });

  test('S9: a metric that nobody publishes waits', async () => {
    const metric = { namespace: 'Sandbox/Service', name: 'Orders', stat: 'Sum', dimensions: {} } as const;
    expect((await look({ cells: [cell(name(0), { metric })] })).verdict).toMatchObject({ kind: 'waiting', rule: 8 });
  });

  test('only cells that have not seen enough are asked', async () => {
    const [done, short] = [strike({ kind: 'slow', delayMs: 0 }, 0), strike({ kind: 'slow', delayMs: 0 }, 1)];
    await look({ cells: [cell(name(0)), cell(name(1))] }, { [name(0)]: 100 });
    expect([questions(done), questions(short)]).toEqual([0, 1]);
    await look({ cells: [cell(name(0)), cell(name(1))] }, { [name(0)]: 100, [name(1)]: 100 });
    expect([questions(done), questions(short)]).toEqual([0, 1]);
  });

  test('the one-box has requests of its own', async () => {
    const { metric } = cell(name(0));
    const dimensions = { ...metric.dimensions, Box: 'one-box' };
    const whole = await look({ cells: [cell(name(0))], least: 1e9 });
    const box = await look({
      cells: [cell(name(0), { scope: 'one-box', metric: { ...metric, dimensions } })],
      least: 1e9,
    });
    expect(box.samples?.[name(0)]).toBeGreaterThan(0);
    expect(box.samples?.[name(0)]).toBeLessThan((whole.samples?.[name(0)] ?? 0) / 2);
  });
});
