import fc from 'fast-check';
import { advance, startWatch } from '../../../alarms/advance';
import type { SampleReading } from '../../../alarms/observation';
import { missingSamples, type SampledCell, type SampleOrder } from '../../../alarms/samples';
import { watchReturn } from '../../../alarms/watch-return';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import { anOrder, aQuietLook, aWatched, NOON } from '../../support/a-look';

const POLL_MS = 15_000;

/** One cell at one look: how many requests it had served by then, and whether the metric told. */
type Truth = { readonly servedMore: number; readonly told: 'all' | 'part' | 'nothing' | 'unreadable' | 'left-out' };

const aTruth: fc.Arbitrary<Truth> = fc.record({
  servedMore: fc.integer({ min: 0, max: 40 }),
  told: fc.constantFrom('all', 'all', 'all', 'part', 'nothing', 'unreadable', 'left-out'),
});

const aCourse = fc.record({
  per: fc.constantFrom('cell' as const, 'wave' as const),
  least: fc.integer({ min: 1, max: 120 }),
  elsewhere: fc.integer({ min: 0, max: 30 }),
  bakeMs: fc.constantFrom(0, POLL_MS, 4 * POLL_MS),
  looks: fc.array(fc.array(aTruth, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
});

const SUBJECTS = ['c1', 'c2', 'c3'];

function orderOf({
  per,
  least,
  elsewhere,
  bakeMs,
}: Pick<SampleOrder, 'per' | 'least' | 'elsewhere'> & { bakeMs: number }) {
  const cells = SUBJECTS.map((subject): SampledCell => ({
    subject,
    scope: 'cell',
    sinceAt: NOON,
    metric: { namespace: 'Shop', name: 'Requests', stat: 'Sum', dimensions: { Cell: subject } },
  }));
  const samples = { per, least, elsewhere: per === 'wave' ? elsewhere : 0, cells, limitMs: 8 * POLL_MS };
  const accounts = SUBJECTS.map((subject) => aWatched(subject, ['errors']));
  return { order: anOrder(accounts, { until: { kind: 'good', bakeMs }, samples }), samples };
}

function readingOf(subject: string, served: number, told: Truth['told']): readonly SampleReading[] {
  switch (told) {
    case 'all':
      return [{ subject, kind: 'counted', count: served }];
    case 'part':
      return [{ subject, kind: 'counted', count: Math.floor(served / 2) }];
    case 'nothing':
      return [{ subject, kind: 'none' }];
    case 'unreadable':
      return [{ subject, kind: 'unreadable', reason: 'Forbidden' }];
    case 'left-out':
      return [];
  }
}

describe('S9: no wave passes below its minimum samples', () => {
  test('whatever the metric tells, a watch is good enough only when so many requests were really served', () => {
    let passed = 0;
    let extended = 0;
    fc.assert(
      fc.property(aCourse, (course) => {
        const { order, samples } = orderOf(course);
        const served = new Map(SUBJECTS.map((subject) => [subject, 0]));
        let state: WatchState = startWatch({ temporalAt: NOON, lookedUntilAt: NOON });
        course.looks.forEach((truths, index) => {
          SUBJECTS.forEach((subject, at) =>
            served.set(subject, (served.get(subject) ?? 0) + (truths[at]?.servedMore ?? 0)),
          );
          const asked = new Set(missingSamples(samples, state.samples).map(({ subject }) => subject));
          const readings = SUBJECTS.flatMap((subject, at) =>
            asked.has(subject) ? readingOf(subject, served.get(subject) ?? 0, truths[at]?.told ?? 'left-out') : [],
          );
          const after = look(state, order, { index, readings });
          const because = watchReturn(state, after, order);
          if (because === 'good-enough') {
            passed += 1;
            const counts = SUBJECTS.map((subject) => served.get(subject) ?? 0);
            const total = counts.reduce((sum, count) => sum + count, samples.elsewhere);
            expect(course.per === 'cell' ? Math.min(...counts) : total).toBeGreaterThanOrEqual(course.least);
          } else if (after.goodMs > course.bakeMs) extended += 1;
          state = after;
        });
      }),
      { numRuns: 2_000 },
    );
    expect(passed).toBeGreaterThan(50);
    expect(extended).toBeGreaterThan(50);
  });

  test('a look that could not count, or found nothing, is never healthy while requests are missing', () => {
    fc.assert(
      fc.property(
        aCourse,
        fc.constantFrom('nothing' as const, 'unreadable' as const, 'left-out' as const),
        (course, told) => {
          const { order } = orderOf({ ...course, elsewhere: 0 });
          const readings = SUBJECTS.flatMap((subject) => readingOf(subject, 1_000, told));
          const after = look(startWatch({ temporalAt: NOON, lookedUntilAt: NOON }), order, { index: 0, readings });
          expect(after.verdict.kind).toBe(told === 'nothing' ? 'waiting' : 'blind');
        },
      ),
      { numRuns: 200 },
    );
  });
});

type Seen = { readonly index: number; readonly readings: readonly SampleReading[] };

function look(state: WatchState, order: WatchOrder, { index, readings }: Seen): WatchState {
  return advance(state, { ...aQuietLook(order, NOON + index * POLL_MS), samples: readings }, order);
}
