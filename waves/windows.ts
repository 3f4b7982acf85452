import { IANAZone } from 'luxon';
import type { Policy, Weekday, WeeklyWindow } from './policy';

type Windows = Policy['windows'];

/** From `openAt` (included) to `closedAt` (not included). */
type Span = { readonly openAt: number; readonly closedAt: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two weeks and a day: a window of an hour that a change to summer time swallows is back in the week after. */
const HORIZON = 15 * DAY;

/** A rollout asks at every step, and mostly a window is open: then hours are enough to know it. */
const SOON = 6 * HOUR;

/** 1970-01-01 was a Thursday. */
const DAYS_FROM_EPOCH: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

/**
 * A window is open when the clock on the wall of its zone says so. A local time that does not exist never opens it; one that exists twice opens it
 * twice.
 */
export function isOpen(windows: Windows, zone: string, now: number): boolean {
  if (windows.kind === 'always') return true;
  return spansFrom(windows.windows, zone, { now, horizonMs: HORIZON }).some(
    (span) => span.openAt <= now && now < span.closedAt,
  );
}

/** The earliest instant from `now` on at which a wave may start; `undefined` if there is none, as with no windows or an unknown zone. */
export function nextOpening(windows: Windows, zone: string, now: number): number | undefined {
  if (windows.kind === 'always') return now;
  const weekly = windows.windows;
  const next = openFrom(SOON) ?? openFrom(HORIZON);
  return next === undefined ? undefined : Math.max(next.openAt, now);

  function openFrom(horizonMs: number): Span | undefined {
    return spansFrom(weekly, zone, { now, horizonMs })[0];
  }
}

/** When the window that is open now closes; `undefined` if none is open, or if none closes within two weeks. */
export function closesAt(windows: Windows, zone: string, now: number): number | undefined {
  if (windows.kind === 'always') return undefined;
  const current = spansFrom(windows.windows, zone, { now, horizonMs: HORIZON })[0];
  if (current === undefined || current.openAt > now) return undefined;
  return current.closedAt >= now + HORIZON ? undefined : current.closedAt;
}

export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** Open spans that end after `now`, within a horizon, in order, neighbours joined. */
function spansFrom(
  windows: readonly WeeklyWindow[],
  zone: string,
  { now, horizonMs }: { readonly now: number; readonly horizonMs: number },
): readonly Span[] {
  const clock = IANAZone.create(zone);
  if (!clock.isValid) return [];
  const spans = constantOffsets(clock, now, now + horizonMs)
    .flatMap((stretch) => spansOfStretch(windows, stretch))
    .filter((span) => span.closedAt > now)
    .sort((a, b) => a.openAt - b.openAt);
  return joined(spans);
}

/** A stretch of time in which the zone's offset stays the same: inside it local time is plain arithmetic. */
type Stretch = Span & { readonly offsetMs: number };

function constantOffsets(clock: IANAZone, from: number, to: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let openAt = from;
  // No zone changes its offset twice within six hours.
  for (let at = from; at < to; at += 6 * HOUR) {
    const next = Math.min(at + 6 * HOUR, to);
    if (clock.offset(at) === clock.offset(next)) continue;
    const changeAt = offsetChange(clock, at, next);
    stretches.push({ openAt, closedAt: changeAt, offsetMs: clock.offset(at) * MINUTE });
    openAt = changeAt;
  }
  return [...stretches, { openAt, closedAt: to, offsetMs: clock.offset(openAt) * MINUTE }];
}

/** The first instant with the later offset. */
function offsetChange(clock: IANAZone, from: number, to: number): number {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (clock.offset(middle) === clock.offset(from)) before = middle;
    else after = middle;
  }
  return after;
}

function spansOfStretch(windows: readonly WeeklyWindow[], stretch: Stretch): readonly Span[] {
  const firstDay = Math.floor((stretch.openAt + stretch.offsetMs) / DAY);
  const lastDay = Math.floor((stretch.closedAt + stretch.offsetMs) / DAY);
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index);
  return days.flatMap((day) =>
    windows
      .filter((window) => isOnDay(window, day))
      .map((window) => ({
        openAt: Math.max(stretch.openAt, day * DAY + window.fromMinute * MINUTE - stretch.offsetMs),
        closedAt: Math.min(stretch.closedAt, day * DAY + window.toMinute * MINUTE - stretch.offsetMs),
      }))
      .filter((span) => span.openAt < span.closedAt),
  );
}

function isOnDay(window: WeeklyWindow, daysSinceEpoch: number): boolean {
  const weekday = DAYS_FROM_EPOCH[((daysSinceEpoch % 7) + 7) % 7];
  return window.days.some((day) => day === weekday);
}

function joined(spans: readonly Span[]): readonly Span[] {
  return spans.reduce<readonly Span[]>((done, span) => {
    const last = done.at(-1);
    if (last === undefined || span.openAt > last.closedAt) return [...done, span];
    return [...done.slice(0, -1), { openAt: last.openAt, closedAt: Math.max(last.closedAt, span.closedAt) }];
  }, []);
}
