import type { Alarm, MetricAlarm } from '../../../../../sandbox/services/cloudwatch/alarm';
import type { Transition } from '../../../../../sandbox/services/cloudwatch/alarm-book';
import { createAlarmEngine } from '../../../../../sandbox/services/cloudwatch/alarm-engine';
import { datumOf } from '../../../../../sandbox/services/cloudwatch/metric';
import { createMetricStore } from '../../../../../sandbox/services/cloudwatch/metric-store';

const scope = { account: '111100000001', region: 'us-west-2' };
const plain = {
  description: undefined,
  actionsEnabled: true,
  okActions: [],
  alarmActions: [],
  insufficientDataActions: [],
};

function anAlarm(more: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: 'metric',
    name: 'errors',
    ...plain,
    metric: { namespace: 'n', name: 'ErrorRate', dimensions: [] },
    statistic: 'Average',
    periodSeconds: 60,
    evaluationPeriods: 1,
    datapointsToAlarm: undefined,
    threshold: 2,
    comparison: 'GreaterThanThreshold',
    treatMissingData: 'missing',
    ...more,
  };
}

const aComposite = (rule: string): Alarm => ({ kind: 'composite', name: 'health', rule, ...plain });

function anEngine(speed = 1) {
  const metrics = createMetricStore();
  const transitions: Transition[] = [];
  const engine = createAlarmEngine({ metrics, speed, onTransition: (transition) => transitions.push(transition) });
  const book = engine.book(scope);
  const put = (at: number, value: number): void => metrics.put(scope, anAlarm().metric, datumOf(at, value));
  const evaluate = (at: number, alarms: 'all' | 'high-resolution' = 'all'): void =>
    engine.evaluate({ at, stampAt: at, alarms });
  const stateOf = (name: string): string | undefined => book.get(name)?.status.state;
  return { book, transitions, put, evaluate, stateOf };
}

describe('the alarm engine', () => {
  test('a new alarm has no data until it is first evaluated', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    put(30_000, 9);
    book.define(anAlarm(), 0);
    expect(stateOf('errors')).toBe('INSUFFICIENT_DATA');
    evaluate(60_000);
    expect(stateOf('errors')).toBe('ALARM');
    expect(book.get('errors')?.status).toMatchObject({ transitionedAt: 60_000, updatedAt: 60_000 });
  });

  test('periods are seconds of the simulation', () => {
    const { book, put, evaluate, stateOf } = anEngine(60);
    book.define(anAlarm(), 0);
    put(500, 9);
    put(1_500, 0);
    evaluate(1_000);
    expect(stateOf('errors')).toBe('ALARM');
    evaluate(2_000);
    expect(stateOf('errors')).toBe('OK');
  });

  test('a minute that is bad in its last part counts by its statistic', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    for (const [at, value] of [
      [5_000, 0],
      [25_000, 0],
      [45_000, 9],
    ] as const)
      put(at, value);
    evaluate(60_000);
    expect(stateOf('errors')).toBe('ALARM');
  });

  test('only alarms below a minute are evaluated between the minutes', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    book.define(anAlarm({ name: 'fast', periodSeconds: 10 }), 0);
    put(5_000, 9);
    evaluate(10_000, 'high-resolution');
    expect([stateOf('errors'), stateOf('fast')]).toEqual(['INSUFFICIENT_DATA', 'ALARM']);
  });

  test('a state that was set by hand lasts until the next evaluation, and stays in history', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    put(30_000, 0);
    evaluate(60_000);
    book.setState('errors', { state: 'ALARM', reason: 'a drill', reasonData: '' }, 70_000);
    expect(stateOf('errors')).toBe('ALARM');
    put(90_000, 0);
    evaluate(120_000);
    expect(stateOf('errors')).toBe('OK');
    const states = book.history.items().filter((item) => item.itemType === 'StateUpdate');
    expect(states.map(({ summary, at }) => [summary, at])).toEqual([
      ['Alarm updated from INSUFFICIENT_DATA to OK', 60_000],
      ['Alarm updated from OK to ALARM', 70_000],
      ['Alarm updated from ALARM to OK', 120_000],
    ]);
  });

  test('a composite follows its children at once, and no evaluation undoes what was set by hand', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    book.define(aComposite('ALARM(errors)'), 0);
    expect(stateOf('health')).toBe('OK');
    put(30_000, 9);
    evaluate(60_000);
    expect(stateOf('health')).toBe('ALARM');
    book.setState('health', { state: 'OK', reason: 'a drill', reasonData: '' }, 70_000);
    put(90_000, 9);
    evaluate(120_000);
    expect(stateOf('health')).toBe('OK');
  });

  test('a composite of composites follows through', () => {
    const { book, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    book.define(aComposite('ALARM(errors)'), 0);
    book.define({ ...aComposite('ALARM(health)'), name: 'all' }, 0);
    book.setState('errors', { state: 'ALARM', reason: 'a drill', reasonData: '' }, 1);
    expect(stateOf('all')).toBe('ALARM');
    book.remove('errors', 2);
    expect(stateOf('all')).toBe('OK');
  });

  test('an alarm that cannot be evaluated keeps its state and says so', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    put(30_000, 0);
    evaluate(60_000);
    book.setEvaluationState('errors', 'EVALUATION_FAILURE', 61_000);
    put(90_000, 9);
    evaluate(120_000);
    expect(stateOf('errors')).toBe('OK');
    expect(book.get('errors')?.status).toMatchObject({ updatedAt: 61_000, transitionedAt: 60_000 });
  });

  test('changing an alarm keeps its state, and history tells of creation, change and deletion', () => {
    const { book, put, evaluate, stateOf } = anEngine();
    book.define(anAlarm(), 0);
    put(30_000, 9);
    evaluate(60_000);
    book.define(anAlarm({ threshold: 100 }), 61_000);
    expect(stateOf('errors')).toBe('ALARM');
    expect(book.get('errors')?.configuredAt).toBe(61_000);
    book.remove('errors', 62_000);
    const changes = book.history.items().filter((item) => item.itemType === 'ConfigurationUpdate');
    expect(changes.map((item) => item.summary)).toEqual([
      'Alarm "errors" created',
      'Alarm "errors" updated',
      'Alarm "errors" deleted',
    ]);
  });

  test('tells every transition once', () => {
    const { book, put, evaluate, transitions } = anEngine();
    book.define(anAlarm(), 0);
    put(30_000, 9);
    evaluate(60_000);
    evaluate(60_000);
    expect(transitions).toEqual([
      expect.objectContaining({ alarm: 'errors', from: 'INSUFFICIENT_DATA', to: 'ALARM', at: 60_000 }),
    ]);
  });

  test('explains a state as CloudWatch does', () => {
    const { book, put, evaluate } = anEngine();
    book.define(anAlarm(), 0);
    put(30_000, 9);
    evaluate(60_000);
    const { reason, reasonData } = book.get('errors')?.status ?? { reason: '', reasonData: '{}' };
    expect(reason).toBe(
      'Threshold Crossed: 1 out of the last 1 datapoints [9 (1970-01-01T00:00:00.000+0000)] was greater than the threshold (2) (minimum 1 datapoint(s) for OK -> ALARM transition).',
    );
    expect(JSON.parse(reasonData)).toMatchObject({ version: '1.0', period: 60, recentDatapoints: [9], threshold: 2 });
  });
});
