import { createFaults } from '../../../sandbox/faults';
import { createLedger } from '../../../sandbox/ledger';
import { buildWorld } from '../../../sandbox/scenario/build-world';
import { loadScenario, parseScenario } from '../../../sandbox/scenario/load-scenario';
import { revisionOf } from '../../../sandbox/scenario/names';
import type { Scenario } from '../../../sandbox/scenario/scenario';
import { startSimulation } from '../../../sandbox/simulation';
import { groupsOf } from '../../../sandbox/world';
import { aHandClock } from '../../support/a-hand-clock';

const region = 'us-west-2';

/** A rehearsal without its port: the clock is moved by hand, releases are put on instances without CodeDeploy. */
function rehearse(scenario: Scenario) {
  const clock = aHandClock(Date.UTC(2026, 0, 15, 12, 0, 0, 250));
  const world = buildWorld(scenario, clock);
  const ledger = createLedger();
  const faults = createFaults(1);
  const simulation = startSimulation({ scenario, clock, world, ledger, faults });
  const cellNamed = (name: string) => {
    const cell = world.cells.find((one) => one.name === name);
    if (cell === undefined) throw new Error(`no cell ${name}`);
    return cell;
  };
  return {
    clock,
    ledger,
    faults,
    simulation,
    cells: world.cells.map(({ name }) => name),
    put(version: string, name: string, box?: 'one-box'): void {
      const groups = groupsOf(cellNamed(name)).filter((group) => (box ?? group.box) === group.box);
      for (const { instances } of groups)
        for (const instance of instances) instance.revision = revisionOf(scenario.fleet.service, version);
    },
    stateOf: (name: string, role: string) =>
      simulation.engine.book({ account: cellNamed(name).account, region }).get(`${name}-${role}`)?.status.state,
    aggregate: () => {
      const account = scenario.fleet.regions[0]?.monitoring.account ?? '';
      return simulation.engine.book({ account, region }).get(`sample-service-${region}-errors`)?.status.state;
    },
    red: () =>
      world.cells.flatMap(({ account }) =>
        simulation.engine
          .book({ account, region })
          .entries()
          .filter(({ status }) => status.state === 'ALARM')
          .map(({ alarm }) => alarm.name),
      ),
    states: () => [
      ...new Set(
        [...world.cells.map(({ account }) => account), scenario.fleet.regions[0]?.monitoring.account ?? ''].flatMap(
          (account) =>
            simulation.engine
              .book({ account, region })
              .entries()
              .map(({ status }) => status.state),
        ),
      ),
    ],
  };
}

const shipped = (name: string) => rehearse(loadScenario(name));
const written = (text: string) =>
  rehearse(parseScenario(`description: a test\nreleases: { v1.1.0: }\n${text}`, 'test.yaml'));

describe('a rehearsal', () => {
  test.each(['good', 'bad-one-box', 'load-fault', 'blind'])('%s begins with every alarm OK', (name) => {
    expect(shipped(name).states()).toEqual(['OK']);
  });

  test('stays OK for an hour of nothing, with a day curve', () => {
    const { clock, states, ledger } = written('fleet: { dayCurvePercent: 60 }\n');
    const before = ledger.entries().length;
    clock.advance(60_000);
    expect(states()).toEqual(['OK']);
    expect(ledger.entries()).toHaveLength(before);
  });

  test('good: a healthy release disturbs nothing', () => {
    const { clock, put, cells, red } = shipped('good');
    for (const cell of cells) put('v1.1.0', cell);
    clock.advance(30_000);
    expect(red()).toEqual([]);
  });

  test('bad-one-box: the one-box alarm is red within two seconds of the fault', () => {
    const { clock, put, stateOf } = shipped('bad-one-box');
    put('v1.1.0', 'usw2-az1-c1', 'one-box');
    clock.advance(2_000);
    expect(stateOf('usw2-az1-c1', 'one-box-errors')).toBe('ALARM');
    expect(stateOf('usw2-az1-c1', 'health')).toBe('ALARM');
    expect(stateOf('usw2-az1-c2', 'health')).toBe('OK');
  });

  test('load-fault: passes one-box and one cell, is red with the second cell of an AZ', () => {
    const { clock, put, red } = shipped('load-fault');
    put('v1.2.0', 'usw2-az2-c1', 'one-box');
    clock.advance(5_000);
    put('v1.2.0', 'usw2-az2-c1');
    clock.advance(5_000);
    expect(red()).toEqual([]);
    put('v1.2.0', 'usw2-az2-c2');
    clock.advance(2_000);
    expect(red()).toEqual(expect.arrayContaining(['usw2-az2-c1-errors', 'usw2-az2-c2-errors']));
    expect(red().filter((alarm) => !alarm.startsWith('usw2-az2'))).toEqual([]);
  });

  test('slow-leak: fine for a few seconds, red in the end', () => {
    const { clock, put, red } = shipped('slow-leak');
    put('v1.1.0', 'usw2-az1-c1', 'one-box');
    clock.advance(6_000);
    expect(red()).toEqual([]);
    clock.advance(6_000);
    expect(red()).toContain('usw2-az1-c1-one-box-errors');
  });

  test('one-az-fault: healthy in the AZ it reaches first, red in the next', () => {
    const { clock, put, red } = shipped('one-az-fault');
    for (const cell of ['usw2-az3-c1', 'usw2-az3-c2']) put('v1.1.0', cell);
    clock.advance(5_000);
    expect(red()).toEqual([]);
    put('v1.1.0', 'usw2-az1-c1');
    clock.advance(2_000);
    expect(red()).toContain('usw2-az1-c1-errors');
    expect(red().filter((alarm) => alarm.startsWith('usw2-az3'))).toEqual([]);
  });

  test('flap: red for a moment, then OK, and history remembers', () => {
    const { clock, put, stateOf, ledger } = shipped('flap');
    put('v1.1.0', 'usw2-az1-c1', 'one-box');
    clock.advance(5_000);
    expect(stateOf('usw2-az1-c1', 'one-box-errors')).toBe('OK');
    const turns = ledger.entries().flatMap((entry) => {
      return entry.kind === 'alarm-transition' && entry.alarm === 'usw2-az1-c1-one-box-errors' ? [entry.to] : [];
    });
    expect(turns).toEqual(['OK', 'ALARM', 'OK']);
  });

  test('red-before-start: red when the first caller looks', () => {
    const { red, cells, aggregate } = shipped('red-before-start');
    expect(red()).toEqual(expect.arrayContaining(cells.map((cell) => `${cell}-errors`)));
    expect(aggregate()).toBe('ALARM');
  });

  test('blind: CloudWatch of the first cell breaks after the release reached it, and heals', () => {
    const { clock, put, faults } = shipped('blind');
    clock.advance(10_000);
    expect(faults.list()).toEqual([]);
    put('v1.1.0', 'usw2-az3-c2', 'one-box');
    clock.advance(2_000);
    expect(faults.list()).toMatchObject([{ where: { account: '210000000009', region, service: 'cloudwatch' } }]);
    clock.advance(4_000);
    expect(faults.list()).toEqual([]);
  });

  test('a silent metric leaves its alarm without data from the beginning', () => {
    const { stateOf } = written('silences: [{ where: { cell: usw2-az1-c2 }, metrics: [LatencyP99] }]\n');
    expect(stateOf('usw2-az1-c2', 'latency')).toBe('INSUFFICIENT_DATA');
    expect(stateOf('usw2-az1-c2', 'errors')).toBe('OK');
    expect(stateOf('usw2-az1-c1', 'latency')).toBe('OK');
  });

  test('without traffic the rates have no data', () => {
    const { clock, stateOf } = written(
      'incidents: [{ kind: traffic, percent: 0, where: { azId: usw2-az2 }, from: 1m }]\n',
    );
    clock.advance(7_000);
    expect(stateOf('usw2-az2-c1', 'errors')).toBe('INSUFFICIENT_DATA');
    expect(stateOf('usw2-az1-c1', 'errors')).toBe('OK');
  });

  test('latency of a release shows in the latency alarm', () => {
    const { clock, put, stateOf, simulation } = shipped('good');
    simulation.setReleaseFaults('v1.1.0', [{ kind: 'latency', addMs: 500 }]);
    put('v1.1.0', 'usw2-az1-c1', 'one-box');
    clock.advance(4_000);
    expect([stateOf('usw2-az1-c1', 'latency'), stateOf('usw2-az1-c1', 'errors')]).toEqual(['ALARM', 'OK']);
  });

  test('alarms are deleted, edited and put back in the middle', () => {
    const { clock, put, stateOf, simulation } = written(
      'alarmChanges: [{ change: delete, where: reached-cell, alarm: errors, from: { release: v1.1.0 }, for: 2m }]\n',
    );
    put('v1.1.0', 'usw2-az1-c3', 'one-box');
    clock.advance(1_000);
    expect(stateOf('usw2-az1-c3', 'errors')).toBeUndefined();
    expect(stateOf('usw2-az1-c2', 'errors')).toBe('OK');
    clock.advance(4_000);
    expect(stateOf('usw2-az1-c3', 'errors')).toBe('OK');
    const history = simulation.engine.book({ account: '210000000003', region }).history.items();
    expect(history.map(({ summary }) => summary)).toContain('Alarm "usw2-az1-c3-errors" deleted');
  });

  test('nothing moves after stop', () => {
    const { clock, put, simulation, red } = shipped('bad-one-box');
    simulation.stop();
    put('v1.1.0', 'usw2-az1-c1');
    clock.advance(5_000);
    expect(red()).toEqual([]);
  });
});
