import { incidentsAt, trafficLeft, type Incident } from '../../../../sandbox/physics/incident';
import { isWithin, secondsOf, type Moment, type Reaches } from '../../../../sandbox/physics/moment';

const reaches: Reaches = (release) =>
  release === 'v2'
    ? [
        { cell: 'a', azId: 'usw2-az1', atSeconds: 100 },
        { cell: 'b', azId: 'usw2-az2', atSeconds: 160 },
      ]
    : [];

const fromStart = (afterSeconds: number): Moment => ({ kind: 'start', afterSeconds });
const reach = (cells: number, release = 'v2'): Moment => ({ kind: 'reach', release, cells, afterSeconds: 5 });

describe('moments of a scenario', () => {
  test.each([
    [fromStart(-600), -600],
    [reach(1), 105],
    [reach(2), 165],
    [reach(3), undefined],
    [reach(1, 'v9'), undefined],
  ])('%j is at %p', (moment, seconds) => {
    expect(secondsOf(moment, reaches)).toBe(seconds);
  });

  test.each([
    [-1, false],
    [0, true],
    [59, true],
    [60, false],
  ])('a span of a minute at second %i: %p', (seconds, expected) => {
    expect(isWithin({ from: fromStart(0), forSeconds: 60 }, seconds, reaches)).toBe(expected);
  });

  test('a span without an end lasts for ever', () => {
    expect(isWithin({ from: fromStart(0), forSeconds: undefined }, 1e9, reaches)).toBe(true);
  });
});

describe('incidents', () => {
  const span = { from: reach(2), forSeconds: 60 };
  const place = { region: 'us-west-2', azId: 'usw2-az2', cell: 'b' };
  const errors = (where: Incident['where']): Incident => ({ effect: { kind: 'errors', errorPercent: 9 }, where, span });

  test.each<[string, Incident['where'], boolean]>([
    ['the Region', { kind: 'region', region: undefined }, true],
    ['another Region', { kind: 'region', region: 'us-east-1' }, false],
    ['the AZ', { kind: 'az', azId: 'usw2-az2' }, true],
    ['another AZ', { kind: 'az', azId: 'usw2-az1' }, false],
    ['the cell', { kind: 'cell', cell: 'b' }, true],
    ['another cell', { kind: 'cell', cell: 'a' }, false],
    ['the cell that set it off', { kind: 'reached-cell' }, true],
  ])('of %s strike a cell in it', (_what, where, expected) => {
    expect(incidentsAt([errors(where)], place, { seconds: 170, reaches })).toHaveLength(expected ? 1 : 0);
  });

  test('two drops of traffic multiply', () => {
    expect(
      trafficLeft([
        { kind: 'traffic', percent: 50 },
        { kind: 'traffic', percent: 20 },
      ]),
    ).toBeCloseTo(0.1);
  });
});
