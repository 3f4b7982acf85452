import { acknowledge, isAcknowledged } from '../../../alarms/acknowledged';
import { NOON } from '../../support/a-look';

const red = (at: number, subject = 'c1', alarm = 'errors') => ({ subject, alarm, at });

test('what was weighed covers everything its alarm did before, and nothing else', () => {
  const known = [red(NOON)];
  expect(isAcknowledged(red(NOON - 10_000), known)).toBe(true);
  expect(isAcknowledged(red(NOON + 500), known)).toBe(true);
  expect(isAcknowledged(red(NOON + 501), known)).toBe(false);
  expect(isAcknowledged(red(NOON, 'c2'), known)).toBe(false);
  expect(isAcknowledged(red(NOON, 'c1', 'latency'), known)).toBe(false);
  expect(isAcknowledged(red(NOON), [])).toBe(false);
});

test('keeps the newest of each alarm, in the order they came', () => {
  const told = { ...red(NOON + 2), stillRed: true };
  const known = [red(NOON), red(NOON, 'c2'), red(NOON, 'c1', 'latency')];
  expect(acknowledge(known, [told, red(NOON - 1, 'c2')])).toEqual([
    red(NOON + 2),
    red(NOON, 'c2'),
    red(NOON, 'c1', 'latency'),
  ]);
});
