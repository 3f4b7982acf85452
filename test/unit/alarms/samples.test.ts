import { advance, startWatch } from '../../../alarms/advance';
import { collectEvidence, replayEvidence } from '../../../alarms/evidence';
import type { SampleReading } from '../../../alarms/observation';
import {
  countSamples,
  hasSamples,
  missingSamples,
  sampleProgress,
  sampleText,
  type SampledCell,
  type SampleOrder,
} from '../../../alarms/samples';
import { statusLine } from '../../../alarms/status-line';
import { watchReturn } from '../../../alarms/watch-return';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import { findingText } from '../../../waves/rollout/finding-text';
import { anOrder, aQuietLook, aWatched, HOUR, MINUTE, NOON } from '../../support/a-look';

const cell = (subject: string): SampledCell => ({
  subject,
  scope: 'cell',
  sinceAt: NOON,
  metric: { namespace: 'Shop', name: 'Requests', stat: 'Sum', dimensions: { Cell: subject } },
});
const wish = (change: Partial<SampleOrder> = {}): SampleOrder => ({
  least: 100,
  per: 'cell',
  cells: [cell('c1'), cell('c2')],
  elsewhere: 0,
  limitMs: 3 * HOUR,
  ...change,
});
const counted = (subject: string, count: number): SampleReading => ({ subject, kind: 'counted', count });
const none = (subject: string): SampleReading => ({ subject, kind: 'none' });
const unreadable = (subject: string): SampleReading => ({ subject, kind: 'unreadable', reason: 'Forbidden' });

const accounts = [aWatched('c1', ['errors']), aWatched('c2', ['errors'])];
const baking = (samples: SampleOrder): WatchOrder =>
  anOrder(accounts, { until: { kind: 'good', bakeMs: HOUR }, samples });
const started = startWatch({ temporalAt: NOON, lookedUntilAt: NOON });
const see = (
  readings: readonly SampleReading[] | undefined,
  order: WatchOrder,
  from: WatchState = started,
): WatchState => advance(from, { ...aQuietLook(order, from.startedTemporalAt + MINUTE), samples: readings }, order);

describe('rule 8: what a look says of requests', () => {
  test.each<[string, SampleOrder['per'], readonly SampleReading[], string, string | undefined]>([
    ['enough of each', 'cell', [counted('c1', 100), counted('c2', 101)], 'healthy', undefined],
    ['too few of one', 'cell', [counted('c1', 17), counted('c2', 100)], 'healthy', '17 of 100 requests seen on c1'],
    [
      'too few of both',
      'cell',
      [counted('c1', 17.9), counted('c2', 16)],
      'healthy',
      '16 of 100 requests seen on c2, and 1 more cell with too few',
    ],
    ['enough together', 'wave', [counted('c1', 17), counted('c2', 83)], 'healthy', undefined],
    ['enough of one, the other unreadable', 'wave', [counted('c1', 100), unreadable('c2')], 'healthy', undefined],
    ['too few together', 'wave', [counted('c1', 17), counted('c2', 3)], 'healthy', '20 of 100 requests seen'],
    ['some, and silence', 'wave', [counted('c1', 17), none('c2')], 'healthy', '17 of 100 requests seen'],
    ['silence', 'wave', [none('c1'), none('c2')], 'waiting', '0 of 100 requests seen'],
    ['zeros', 'wave', [counted('c1', 0), counted('c2', 0)], 'healthy', '0 of 100 requests seen'],
    ['silence of one', 'cell', [counted('c1', 100), none('c2')], 'waiting', '0 of 100 requests seen on c2'],
    ['one unreadable', 'cell', [counted('c1', 100), unreadable('c2')], 'blind', '0 of 100 requests seen on c2'],
    ['one left out', 'cell', [counted('c1', 100)], 'blind', '0 of 100 requests seen on c2'],
    ['some, one unreadable', 'wave', [counted('c1', 17), unreadable('c2')], 'blind', '17 of 100 requests seen'],
    ['no number', 'cell', [counted('c1', Number.NaN), counted('c2', 100)], 'blind', '0 of 100 requests seen on c1'],
    ['less than none', 'cell', [counted('c1', -1), counted('c2', 100)], 'blind', '0 of 100 requests seen on c1'],
  ])('rule 8: %s, per %s', (...row) => {
    const [, per, readings, kind, text] = row;
    const order = baking(wish({ per }));
    const after = see(readings, order);
    expect(after.verdict.kind).toBe(kind);
    expect(hasSamples(order.samples, after.samples)).toBe(text === undefined);
    const progress = sampleProgress(order.samples, after.samples);
    expect(progress === undefined ? undefined : sampleText(progress)).toBe(text);
    expect(statusLine(after, order).includes('requests seen')).toBe(text !== undefined);
  });

  test('rule 8: decides what it makes blind or waiting, and names the metric', () => {
    const order = baking(wish());
    const { verdict } = see([none('c1'), unreadable('c2')], order);
    expect(verdict).toMatchObject({
      rule: 8,
      findings: [
        { subject: 'c2', alarm: 'Requests', because: 'samples', detail: 'Forbidden' },
        { subject: 'c1', alarm: 'Requests', because: 'no-samples', sinceAt: NOON },
      ],
    });
    expect(verdict.findings.map(findingText)).toEqual([
      'metric Requests of c2 cannot be counted: Forbidden',
      'metric Requests of c1 has no data since the deployment, so nobody knows how many requests were seen; see whether the cell has traffic, and whether the policy names the metric and its dimensions right',
    ]);
  });

  test('rule 8: the clock stands while nobody knows, and runs while they are too few', () => {
    const order = baking(wish());
    const few = see([counted('c1', 1), counted('c2', 1)], order);
    const later = (readings: readonly SampleReading[]): WatchState =>
      advance(few, { ...aQuietLook(order, NOON + MINUTE + 15_000), samples: readings }, order);
    expect(later([counted('c1', 2), counted('c2', 2)]).goodMs).toBe(15_000);
    expect(later([counted('c1', 2), none('c2')]).goodMs).toBe(0);
    expect(later([counted('c1', 2), unreadable('c2')]).goodMs).toBe(0);
  });

  test('requests do not become unseen, and a cell that has seen enough is not asked again', () => {
    const counts = countSamples({ c1: 100 }, [counted('c1', 3), counted('c2', 5)]);
    expect(counts).toEqual({ c1: 100, c2: 5 });
    expect(missingSamples(wish(), counts).map(({ subject }) => subject)).toEqual(['c2']);
    expect(countSamples(counts, undefined)).toBe(counts);
    expect(countSamples(undefined, [none('c1')])).toBeUndefined();
    expect(missingSamples(undefined, counts)).toEqual([]);
    expect(sampleProgress(undefined, counts)).toBeUndefined();
  });

  test('per wave, what other watches have seen counts too', () => {
    const order = wish({ per: 'wave', cells: [cell('c1')], elsewhere: 60 });
    expect(hasSamples(order, { c1: 39 })).toBe(false);
    expect(hasSamples(order, { c1: 40 })).toBe(true);
  });

  test('more than one further cell is counted in words', () => {
    expect(sampleText({ least: 5, seen: 2, subject: 'c1', others: 3 })).toBe(
      '2 of 5 requests seen on c1, and 3 more cells with too few',
    );
  });

  test('what no look can say is an impossible state', () => {
    const odd: SampleReading = JSON.parse('{"subject":"c1","kind":"odd"}');
    expect(() => see([odd], baking(wish()))).toThrow('impossible state');
  });
});

describe('rule 8: when a watch that counts comes back', () => {
  const order = baking(wish());
  const at = (goodMs: number, samples: WatchState['samples']): WatchState => ({
    ...see([counted('c1', 1), counted('c2', 1)], order),
    goodMs,
    samples,
  });
  const few = { c1: 1, c2: 1 };
  const enough = { c1: 100, c2: 100 };

  test.each<[string, WatchState, WatchState, ReturnType<typeof watchReturn>]>([
    ['good time and requests', at(HOUR - 1, few), at(HOUR, enough), 'good-enough'],
    ['requests alone', at(MINUTE, few), at(2 * MINUTE, enough), undefined],
    ['good time alone', at(HOUR - 1, few), at(HOUR, few), undefined],
    ['a sixteenth of the bake', at(0, few), at(HOUR / 16, few), 'progress'],
    ['a sixteenth beyond it', at(HOUR, few), at(HOUR + HOUR / 16, few), undefined],
    ['a quarter of what is beyond it', at(HOUR, few), at(HOUR + HOUR / 2, few), 'progress'],
    ['the longest bake', at(3 * HOUR - 1, few), at(3 * HOUR, few), 'too-few-samples'],
    ['more than the longest, told before', at(3 * HOUR, few), at(3 * HOUR + 1, few), undefined],
    ['the longest bake, with enough', at(3 * HOUR - 1, few), at(3 * HOUR, enough), 'good-enough'],
  ])('rule 8: %s', (...row) => {
    const [, before, after, because] = row;
    expect(watchReturn(before, after, order)).toBe(because);
  });
});

describe('rule 12: evidence of requests', () => {
  const names = Array.from({ length: 300 }, (_, index) => `c${index}`);
  const big = (per: SampleOrder['per']): WatchOrder =>
    anOrder(
      names.map((name) => aWatched(name, ['errors'])),
      { samples: wish({ per, cells: names.map(cell) }) },
    );
  const readingsOf: Readonly<Record<string, (name: string, index: number) => readonly SampleReading[]>> = {
    enough: (name) => [counted(name, 100)],
    'too few': (name) => [counted(name, 0.1)],
    silence: (name) => [none(name)],
    'a look that left all out': () => [],
    'unreadable here and there': (name, index) => [index % 2 === 0 ? unreadable(name) : counted(name, 0)],
  };

  describe.each(['cell', 'wave'] as const)('per %s', (per) => {
    test.each(Object.keys(readingsOf))('rule 12: of %s is small and gives the same verdict again', (what) => {
      const order = big(per);
      const samples = names.flatMap((name, index) => readingsOf[what]?.(name, index) ?? []);
      const look = { ...aQuietLook(order, NOON), samples };
      const evidence = collectEvidence(look, order, started);
      expect(replayEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence.verdict);
      expect(JSON.stringify(evidence).length).toBeLessThan(25_000);
      expect(evidence.verdict.kind).toBe(
        { enough: 'healthy', 'too few': 'healthy', silence: 'waiting' }[what] ?? 'blind',
      );
    });
  });

  test('rule 12: what other watches have seen is a part of it', () => {
    const order = baking(wish({ per: 'wave', elsewhere: 5 }));
    const evidence = collectEvidence({ ...aQuietLook(order, NOON), samples: [none('c1'), none('c2')] }, order, started);
    expect(evidence.verdict.kind).toBe('healthy');
    expect(evidence.sampling?.order.elsewhere).toBe(5);
    expect(replayEvidence(evidence)).toEqual(evidence.verdict);
  });

  test('rule 12: carries what was wanted and what was counted', () => {
    const order = baking(wish());
    const look = { ...aQuietLook(order, NOON), samples: [counted('c1', 17), none('c2')] };
    expect(collectEvidence(look, order, { ...started, samples: { c1: 3 } }).sampling).toEqual({
      order: order.samples,
      counts: { c1: 17 },
      readings: look.samples,
    });
    expect(collectEvidence(look, anOrder(accounts), started).sampling).toBeUndefined();
  });
});
