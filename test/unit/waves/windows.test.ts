import type { Policy, WeeklyWindow } from '../../../waves/policy';
import { closesAt, isOpen, isTimeZone, nextOpening } from '../../../waves/windows';

const weekly = (...windows: readonly WeeklyWindow[]): Policy['windows'] => ({ kind: 'weekly', windows });
const office = weekly({ days: ['mon', 'tue', 'wed', 'thu'], fromMinute: 540, toMinute: 900 });
const LA = 'America/Los_Angeles';
const at = (iso: string): number => Date.parse(iso);

test.each([
  ['before it opens', '2026-11-23T08:59:59.999-08:00', false],
  ['when it opens', '2026-11-23T09:00:00-08:00', true],
  ['just before it closes', '2026-11-23T14:59:59.999-08:00', true],
  ['when it closes', '2026-11-23T15:00:00-08:00', false],
  ['on another day', '2026-11-27T10:00:00-08:00', false],
])('S21: a window includes its first instant and not its last: %s', (_, iso, open) => {
  expect(isOpen(office, LA, at(iso))).toBe(open);
});

test.each([
  ['over a weekend', '2026-11-26T15:00:00-08:00', '2026-11-30T09:00:00-08:00'],
  ['over the end of summer time', '2026-10-29T15:00:00-07:00', '2026-11-02T09:00:00-08:00'],
  ['over its begin', '2026-03-05T15:00:00-08:00', '2026-03-09T09:00:00-07:00'],
])('S21: the next opening: %s', (_, now, opens) => {
  expect(nextOpening(office, LA, at(now))).toBe(at(opens));
});

test('S21: an hour that summer time swallows opens in the week after', () => {
  const night = weekly({ days: ['sun'], fromMinute: 120, toMinute: 180 });
  expect(nextOpening(night, LA, at('2026-03-01T03:00:00-08:00'))).toBe(at('2026-03-15T02:00:00-07:00'));
});

test('S21: an hour that comes twice is open twice', () => {
  const night = weekly({ days: ['sun'], fromMinute: 60, toMinute: 90 });
  const first = at('2026-11-01T01:00:00-07:00');
  expect(closesAt(night, LA, first)).toBe(at('2026-11-01T01:30:00-07:00'));
  expect(nextOpening(night, LA, at('2026-11-01T01:30:00-07:00'))).toBe(at('2026-11-01T01:00:00-08:00'));
});

test('windows that touch or overlap close once', () => {
  const touching = weekly(
    { days: ['mon', 'tue'], fromMinute: 720, toMinute: 1440 },
    { days: ['tue'], fromMinute: 0, toMinute: 800 },
  );
  expect(closesAt(touching, LA, at('2026-11-23T13:00:00-08:00'))).toBe(at('2026-11-25T00:00:00-08:00'));
});

test('always is always', () => {
  expect(isOpen({ kind: 'always' }, LA, 5)).toBe(true);
  expect(nextOpening({ kind: 'always' }, LA, 5)).toBe(5);
  expect(closesAt({ kind: 'always' }, LA, 5)).toBeUndefined();
  const everyMinute = weekly({
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    fromMinute: 0,
    toMinute: 1440,
  });
  expect(closesAt(everyMinute, LA, 5)).toBeUndefined();
});

test.each([
  ['no windows', weekly(), LA],
  ['a window that ends before it begins', weekly({ days: ['mon'], fromMinute: 60, toMinute: 30 }), LA],
  ['an unknown zone', office, 'Mars/Olympus'],
])('S21: never opens: %s', (_, windows, zone) => {
  const now = at('2026-11-23T12:00:00-08:00');
  expect(isOpen(windows, zone, now)).toBe(false);
  expect(nextOpening(windows, zone, now)).toBeUndefined();
  expect(closesAt(windows, zone, now)).toBeUndefined();
});

test('closed means it does not close', () => {
  expect(closesAt(office, LA, at('2026-11-23T08:00:00-08:00'))).toBeUndefined();
});

test('knows IANA names', () => {
  expect([LA, 'UTC', 'Europe/Berlin', 'PDT8', ''].map(isTimeZone)).toEqual([true, true, true, false, false]);
});
