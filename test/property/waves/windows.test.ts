import * as fc from 'fast-check';
import type { Policy, Weekday, WeeklyWindow } from '../../../waves/policy';
import { closesAt, isOpen, nextOpening } from '../../../waves/windows';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS_AHEAD = 15;

/** Zones at a change of their offset: an hour, half an hour, a whole day that does not exist, and none at all. */
const CHANGES: readonly (readonly [zone: string, changeAt: number])[] = [
  ['America/Los_Angeles', Date.UTC(2026, 2, 8, 10)],
  ['America/Los_Angeles', Date.UTC(2026, 10, 1, 9)],
  ['Europe/London', Date.UTC(2026, 2, 29, 1)],
  ['Europe/London', Date.UTC(2026, 9, 25, 1)],
  ['America/Santiago', Date.UTC(2026, 8, 6, 4)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30)],
  ['Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
  ['Africa/Casablanca', Date.UTC(2026, 1, 15, 2)],
  ['Asia/Kolkata', Date.UTC(2026, 5, 1)],
];

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

type WallMinute = { readonly day: string; readonly minute: number };

/** What the clock on the wall says, each minute from two days before the change on: asked of the platform, not of our library. */
function readWall(zone: string, changeAt: number): { readonly from: number; readonly wall: readonly WallMinute[] } {
  const from = changeAt - 2 * DAY;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const minutes = (DAYS_AHEAD + 5) * 24 * 60;
  const wall = Array.from({ length: minutes }, (_, index) => {
    const parts = format.formatToParts(from + index * MINUTE);
    const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
    return { day: part('weekday').toLowerCase(), minute: Number(part('hour')) * 60 + Number(part('minute')) };
  });
  return { from, wall };
}

const anyWindow: fc.Arbitrary<WeeklyWindow> = fc
  .record({
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    bounds: fc.uniqueArray(
      fc.oneof(
        fc.integer({ min: 0, max: 1440 }),
        fc.integer({ min: 0, max: 20 }).map((at) => at * 15),
      ),
      { minLength: 2, maxLength: 2 },
    ),
  })
  .map(({ days, bounds }) => ({ days, fromMinute: Math.min(...bounds), toMinute: Math.max(...bounds) }));

describe.each(CHANGES)('%s around %d', (zone, changeAt) => {
  const { from, wall } = readWall(zone, changeAt);
  const isOpenOnWall = (windows: readonly WeeklyWindow[], index: number): boolean =>
    windows.some(({ days, fromMinute, toMinute }) => {
      const { day, minute } = wall[index] ?? { day: 'none', minute: 0 };
      return days.some((known) => known === day) && fromMinute <= minute && minute < toMinute;
    });

  test('S21: a window is open, opens and closes when the clock on the wall says so', () => {
    const anyCase = fc.record({
      windows: fc.array(anyWindow, { minLength: 1, maxLength: 3 }),
      // Mostly near the change.
      start: fc.oneof(fc.integer({ min: 0, max: 4 * 24 * 60 }), fc.integer({ min: 46 * 60, max: 50 * 60 })),
      seconds: fc.integer({ min: 0, max: 59_999 }),
    });
    fc.assert(
      fc.property(anyCase, ({ windows, start, seconds }) => {
        const weekly: Policy['windows'] = { kind: 'weekly', windows };
        const now = from + start * MINUTE + seconds;
        const end = start + DAYS_AHEAD * 24 * 60;
        const openNow = isOpenOnWall(windows, start);
        let opening = start;
        while (opening < end && !isOpenOnWall(windows, opening)) opening += 1;
        let closing = start;
        while (closing < end && isOpenOnWall(windows, closing)) closing += 1;
        expect(isOpen(weekly, zone, now)).toBe(openNow);
        expect(nextOpening(weekly, zone, now)).toBe(openNow ? now : from + opening * MINUTE);
        expect(closesAt(weekly, zone, now)).toBe(openNow && closing < end ? from + closing * MINUTE : undefined);
      }),
      { numRuns: 150 },
    );
  });
});
