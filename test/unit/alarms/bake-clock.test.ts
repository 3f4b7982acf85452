import { awsTimeOf, creditOf, isQuietSince } from '../../../alarms/bake-clock';
import type { AlarmState, AlarmTransition } from '../../../alarms/observation';
import { aBlindAnswer, anAnswer, aTransition, aWatched, NOON } from '../../support/a-look';

const lastLook = (at: number, good = true) => ({ awsAt: at, temporalAt: at, good });

test.each([
  ['both good', lastLook(NOON), lastLook(NOON + 10), 10],
  ['none before', undefined, lastLook(NOON + 10), 0],
  ['the last was not good', lastLook(NOON, false), lastLook(NOON + 10), 0],
  ['this one is not good', lastLook(NOON), lastLook(NOON + 10, false), 0],
  ['at most two polls', lastLook(NOON), lastLook(NOON + 41), 40],
  ['never below nothing', lastLook(NOON), lastLook(NOON - 1), 0],
] as const)('rule 7: credit when %s', (...[, previous, current, creditMs]) => {
  expect(creditOf(previous, current, 20)).toBe(creditMs);
});

test("rule 7: AWS's time of a look is that of its earliest readable answer", () => {
  const at = (readAt: number) => anAnswer('c1', [], { readAt });
  expect(awsTimeOf([at(NOON + 1), at(NOON), aBlindAnswer('c2'), at(NaN)])).toBe(NOON);
  expect(awsTimeOf([aBlindAnswer('c2')])).toBeUndefined();
});

describe('rule 7: the history between two looks', () => {
  const watched = aWatched('c1', ['errors', 'latency']);
  const trafficLess = { ...watched, alarms: watched.alarms.map((alarm) => ({ ...alarm, trafficLess: true })) };
  const isQuiet = (change: AlarmTransition, account = watched): boolean =>
    isQuietSince(NOON, [account], [anAnswer('c1', [], { transitions: [change] })]);

  test.each<[AlarmState, number, boolean]>([
    ['ALARM', NOON, false],
    ['INSUFFICIENT_DATA', NOON, false],
    ['OK', NOON, true],
    ['ALARM', NOON - 1, true],
    ['ALARM', NaN, false],
  ])('a change to %s at %d', (to, at, quiet) => {
    expect(isQuiet(aTransition('latency', to, at))).toBe(quiet);
  });

  test('an alarm that nobody watches', () => {
    expect(isQuiet(aTransition('strange', 'ALARM', NOON))).toBe(true);
  });

  test('an alarm that may be without data', () => {
    expect(isQuiet(aTransition('errors', 'INSUFFICIENT_DATA', NOON), trafficLess)).toBe(true);
    expect(isQuiet(aTransition('errors', 'ALARM', NOON), trafficLess)).toBe(false);
  });

  test('of an account that was not read is unknown', () => {
    expect(isQuietSince(NOON, [watched], [aBlindAnswer('c1')])).toBe(false);
    expect(isQuietSince(NOON, [watched], [])).toBe(false);
  });
});
