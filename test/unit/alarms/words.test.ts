import { advance, startWatch } from '../../../alarms/advance';
import { formatDuration } from '../../../alarms/durations';
import { describeFinding, statusLine } from '../../../alarms/status-line';
import type { Finding } from '../../../alarms/verdict';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import { aBlindAnswer, anOrder, aQuietLook, aWatched, HOUR, MINUTE, NOON, withAnswer } from '../../support/a-look';

test.each([
  [0, '0 s'],
  [0.4, '0 s'],
  [1, '1 ms'],
  [999.9, '999 ms'],
  [1000, '1 s'],
  [45_900, '45 s'],
  [60_000, '1 min'],
  [75_000, '1 min 15 s'],
  [4 * HOUR, '4 h'],
  [2 * HOUR + 50 * MINUTE + 59_999, '2 h 50 min'],
  [HOUR + 30_000, '1 h'],
  [24 * HOUR, '1 d'],
  [26 * HOUR, '1 d 2 h'],
  [-90_000, '-1 min 30 s'],
])('%d ms is %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

const order = anOrder([aWatched('c1', ['errors', 'latency']), aWatched('c2', ['errors'])], {
  until: { kind: 'good', bakeMs: 4 * HOUR },
});
const quiet = aQuietLook(order, NOON);
const watched = (look = quiet, change: Partial<WatchState> = {}): WatchState => ({
  ...advance(startWatch({ temporalAt: NOON - HOUR, lookedUntilAt: NOON }), look, order),
  ...change,
});
const one: WatchOrder = { ...order, until: { kind: 'one-look' } };

test.each<[string, WatchState, WatchOrder]>([
  ['2 h 50 min of 4 h good; 3 of 3 alarms healthy', watched(quiet, { goodMs: 170 * MINUTE }), order],
  ['0 s of 4 h good (clock stands); 3 of 3 alarms healthy', watched(), { ...order, counting: false }],
  ['watching for 1 h; 3 of 3 alarms healthy', watched(), { ...order, until: { kind: 'endless' } }],
  ['one look; 3 of 3 alarms healthy', watched(), one],
  [
    'one look; 1 of 3 alarms healthy; blind: c1 could not be read (throttled)',
    watched(withAnswer(quiet, aBlindAnswer('c1'))),
    one,
  ],
  [
    'one look; 0 of 3 alarms healthy; blind: c1 could not be read (the look left it out) and 1 more',
    watched({ ...quiet, accounts: [] }),
    one,
  ],
])('%s', (line, state, by) => {
  expect(statusLine(state, by)).toBe(line);
});

const errors = { subject: 'c1', alarm: 'errors', scope: 'cell' } as const;

test.each<[string, Finding]>([
  ['errors of c1 is healthy', { ...errors, kind: 'healthy' }],
  ['errors of c1 has no data', { ...errors, kind: 'waiting', because: 'insufficient-data', sinceAt: NOON }],
  [
    'errors of c1 is in ALARM since before this release reached it',
    { ...errors, kind: 'waiting', because: 'red-before', sinceAt: NOON },
  ],
  ['errors of c1 is missing (gone)', { ...errors, kind: 'blind', because: 'missing', detail: 'gone' }],
  ['errors of c1 was edited (now)', { ...errors, kind: 'blind', because: 'changed', detail: 'now' }],
  [
    'errors of c1 could not be evaluated (partial-data)',
    { ...errors, kind: 'blind', because: 'evaluation', detail: 'partial-data' },
  ],
  ['errors of c1 is in ALARM', { ...errors, kind: 'unhealthy', because: 'in-alarm', at: NOON }],
  ['errors of c1 was in ALARM', { ...errors, kind: 'unhealthy', because: 'was-in-alarm', at: NOON }],
])('%s', (sentence, finding) => {
  expect(describeFinding(finding)).toBe(sentence);
});

test('what has no words is an impossible state', () => {
  const strange: Finding = JSON.parse('{"kind":"odd","subject":"a","alarm":"b","scope":"cell"}');
  expect(() => describeFinding(strange)).toThrow('impossible state');
  const until: WatchOrder['until'] = JSON.parse('{"kind":"odd"}');
  expect(() => statusLine(watched(), { ...order, until })).toThrow('impossible state');
});
