import { datumOf, metricKey, type Datum } from '../../../../../sandbox/services/cloudwatch/metric';
import { createMetricStore } from '../../../../../sandbox/services/cloudwatch/metric-store';
import { parseStatistic, statisticOf, type Statistic } from '../../../../../sandbox/services/cloudwatch/statistic';

const values = (...numbers: readonly number[]): readonly Datum[] => numbers.map((value) => datumOf(0, value));
const set: Datum = { at: 0, count: 10, sum: 50, minimum: 1, maximum: 9 };

describe('statistics', () => {
  const rows: readonly (readonly [Statistic, readonly Datum[], number | undefined])[] = [
    ['Average', values(1, 2, 6), 3],
    ['Sum', values(1, 2, 6), 9],
    ['Minimum', values(4, 2, 6), 2],
    ['Maximum', values(4, 2, 6), 6],
    ['SampleCount', values(4, 2, 6), 3],
    ['Average', [set, ...values(10)], 60 / 11],
    ['SampleCount', [set, ...values(10)], 11],
    ['p50', values(5, 1, 3), 3],
    ['p99', values(...Array.from({ length: 100 }, (_, index) => index + 1)), 99],
    ['p100', values(1, 7), 7],
    ['p99', [set], undefined],
    ['Sum', [], undefined],
  ];
  test.each(rows)('%s of %j is %p', (statistic, data, expected) => {
    expect(statisticOf(data, statistic)).toBe(expected);
  });

  test.each([
    ['p99', 'p99'],
    ['p99.9', 'p99.9'],
    ['Sum', 'Sum'],
    ['p101', undefined],
    ['median', undefined],
    ['sum', undefined],
  ])('%s is read as %s', (text, expected) => {
    expect(parseStatistic(text)).toBe(expected);
  });
});

describe('the metric store', () => {
  const scope = { account: '111100000001', region: 'us-west-2' };
  const metric = { namespace: 'n', name: 'm', dimensions: [] };

  test('reads a window that is closed at its beginning and open at its end, whatever the order of writing', () => {
    const store = createMetricStore();
    for (const at of [30, 10, 20, 40]) store.put(scope, metric, datumOf(at, at));
    expect(store.read(scope, metric, { fromAt: 10, toAt: 40 }).map((datum) => datum.at)).toEqual([10, 20, 30]);
  });

  test('keeps accounts, Regions and dimensions apart', () => {
    const store = createMetricStore();
    store.put(scope, metric, datumOf(1, 1));
    const window = { fromAt: 0, toAt: 10 };
    expect(store.read({ ...scope, account: '111100000002' }, metric, window)).toEqual([]);
    expect(store.read({ ...scope, region: 'us-east-1' }, metric, window)).toEqual([]);
    expect(store.read(scope, { ...metric, dimensions: [{ name: 'a', value: 'b' }] }, window)).toEqual([]);
  });

  test('forgets the oldest of an endless series', () => {
    const store = createMetricStore();
    for (let at = 0; at < 10_000; at += 1) store.put(scope, metric, datumOf(at, at));
    const kept = store.read(scope, metric, { fromAt: 0, toAt: 10_000 });
    expect(kept.length).toBeLessThan(9_000);
    expect(kept.at(-1)?.at).toBe(9_999);
  });

  test('the order of dimensions does not matter', () => {
    const [a, b] = [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ];
    expect(metricKey({ ...metric, dimensions: [a, b] })).toBe(metricKey({ ...metric, dimensions: [b, a] }));
  });
});
