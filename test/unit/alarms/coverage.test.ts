import { coverageOf, type AlarmTiming, type CoverageQuestion } from '../../../alarms/coverage';
import { MINUTE } from '../../support/a-look';

const metric = (name: string, periodSeconds: number, datapointsToAlarm: number): AlarmTiming => ({
  kind: 'metric',
  name,
  periodSeconds,
  evaluationPeriods: 5,
  datapointsToAlarm,
});
const alarm = (name: string, scope: 'one-box' | 'cell'): CoverageQuestion['alarms'][number] => ({
  name,
  scope,
  trafficLess: false,
});
const ask = (change: Partial<CoverageQuestion>): ReturnType<typeof coverageOf> =>
  coverageOf({
    of: 'cell',
    alarms: [alarm('fast', 'cell'), alarm('slow', 'cell')],
    timings: [metric('fast', 60, 3), metric('slow', 300, 3)],
    bakeMs: 60 * MINUTE,
    speed: 1,
    ...change,
  });

test('the slowest alarm tells how long a fault stays unseen', () => {
  expect(ask({})).toEqual({ detectionMs: 17 * MINUTE, weaknesses: [] });
});

test('an alarm slower than the bake is named, one that just fits is not', () => {
  expect(ask({ bakeMs: 17 * MINUTE }).weaknesses).toEqual([]);
  expect(ask({ bakeMs: 17 * MINUTE - 1 }).weaknesses).toEqual([
    { kind: 'evaluation-longer-than-bake', alarm: 'slow', detectionMs: 17 * MINUTE },
  ]);
});

test('a rehearsal is as much faster as its physics', () => {
  expect(ask({ speed: 60, bakeMs: 17_000 })).toEqual({ detectionMs: 17_000, weaknesses: [] });
});

test.each([
  ['one-box', [alarm('fast', 'cell')], ['no-one-box-scoped-alarm']],
  ['one-box', [alarm('fast', 'cell'), alarm('slow', 'one-box')], []],
  ['cell', [alarm('fast', 'one-box')], ['no-cell-alarm']],
  ['cell', [], ['no-cell-alarm']],
] as const)('a %s wave with %j', (of, alarms, weaknesses) => {
  expect(ask({ of, alarms }).weaknesses.map(({ kind }) => kind)).toEqual(weaknesses);
});

test('a composite, and an alarm nobody described, tell nothing', () => {
  const timings: readonly AlarmTiming[] = [{ kind: 'composite', name: 'fast' }];
  expect(ask({ timings })).toEqual({ detectionMs: undefined, weaknesses: [] });
});
