import { assessAlarm, type AlarmEvidence } from '../../../alarms/assess-alarm';
import { digestOf } from '../../../alarms/configs';
import { aSeenAlarm, aTransition, HOUR, NOON } from '../../support/a-look';

const LONG_AGO = NOON - 24 * HOUR;
const alarm = { name: 'errors', scope: 'cell', trafficLess: false } as const;
const errors = { subject: 'c1', alarm: 'errors', scope: 'cell' };

/** Judges the alarm `errors` of `c1`, whose window opens at noon. */
const judge = (change: Partial<AlarmEvidence>): ReturnType<typeof assessAlarm> =>
  assessAlarm({
    subject: 'c1',
    alarm,
    fromAt: NOON,
    observation: aSeenAlarm('errors'),
    transitions: [],
    rememberedConfig: undefined,
    harmlessEditAt: undefined,
    acknowledged: [],
    ...change,
  });

const red = (transitionedAt: number): AlarmEvidence['observation'] =>
  aSeenAlarm('errors', { state: 'ALARM', transitionedAt });

describe('rule 4: ALARM inside the window', () => {
  test('quiet is healthy', () => {
    expect(judge({})).toEqual({ ...errors, kind: 'healthy' });
  });

  test.each([
    ['on since the instant the window opened', NOON],
    ['on since later', NOON + 1],
  ])('rule 4: %s is unhealthy', (_, at) => {
    expect(judge({ observation: red(at) })).toEqual({ ...errors, kind: 'unhealthy', because: 'in-alarm', at });
  });

  test('rule 4: a flap between two polls is unhealthy, dated by its newest', () => {
    const transitions = [
      aTransition('errors', 'ALARM', NOON + 20),
      aTransition('errors', 'OK', NOON + 30),
      aTransition('errors', 'ALARM', NOON + 10),
    ];
    const finding = { ...errors, kind: 'unhealthy', because: 'was-in-alarm', at: NOON + 20 };
    expect(judge({ transitions })).toEqual(finding);
    expect(judge({ transitions, observation: red(NOON + 15) })).toEqual({ ...finding, because: 'in-alarm' });
    expect(judge({ transitions, observation: red(NOON + 25) })).toMatchObject({ at: NOON + 25 });
  });

  test('rule 4: on since before the window, but off and on again inside it, is unhealthy', () => {
    const transitions = [aTransition('errors', 'ALARM', NOON + 1)];
    expect(judge({ transitions, observation: red(NOON - 1) })).toMatchObject({
      kind: 'unhealthy',
      because: 'in-alarm',
    });
  });

  test.each([
    ['of another alarm', aTransition('latency', 'ALARM', NOON + 1)],
    ['out of ALARM', aTransition('errors', 'OK', NOON + 1)],
    ['into no data', aTransition('errors', 'INSUFFICIENT_DATA', NOON + 1)],
    ['before the window', aTransition('errors', 'ALARM', NOON - 1)],
  ])('rule 2: a transition %s is not held against the release', (_, transition) => {
    expect(judge({ transitions: [transition] }).kind).toBe('healthy');
  });

  test.each<[string, AlarmEvidence['observation']]>([
    ['deleted', { kind: 'missing', name: 'errors' }],
    ['edited', aSeenAlarm('errors', { configUpdatedAt: NOON + 2 })],
    ['not evaluated', aSeenAlarm('errors', { evaluation: 'evaluation-error' })],
    ['without data', aSeenAlarm('errors', { state: 'INSUFFICIENT_DATA' })],
  ])('rule 4: outweighs that the alarm is %s by now', (_, observation) => {
    expect(judge({ observation, transitions: [aTransition('errors', 'ALARM', NOON + 1)] }).kind).toBe('unhealthy');
  });

  test.each<Partial<ReturnType<typeof aSeenAlarm>>>([
    { configUpdatedAt: NOON },
    { configHash: 'other' },
    { evaluation: 'evaluation-failure' },
  ])('rule 4: in ALARM outweighs %j', (change) => {
    const observation = { ...aSeenAlarm('errors', { state: 'ALARM', transitionedAt: NOON }), ...change };
    expect(judge({ observation, rememberedConfig: digestOf('hash-of-errors') }).kind).toBe('unhealthy');
  });
});

describe('rule 1: red before', () => {
  test('rule 1: on since before the window waits', () => {
    expect(judge({ observation: red(NOON - 1) })).toEqual({
      ...errors,
      kind: 'waiting',
      because: 'red-before',
      sinceAt: NOON - 1,
    });
  });

  const weighed = { subject: 'c1', alarm: 'errors', at: NOON + 10 };

  test('rule 1: a red that the workflow has weighed is not told again, and still on it waits', () => {
    const acknowledged = [weighed];
    expect(judge({ acknowledged, observation: red(NOON + 10) })).toMatchObject({
      kind: 'waiting',
      because: 'red-before',
    });
    expect(judge({ acknowledged, transitions: [aTransition('errors', 'ALARM', NOON + 10)] }).kind).toBe('healthy');
    expect(judge({ acknowledged, transitions: [aTransition('errors', 'ALARM', NOON + 5)] }).kind).toBe('healthy');
  });

  test('rule 1: history that dates a weighed red half a second later does not make it new; later still does', () => {
    const acknowledged = [weighed];
    expect(judge({ acknowledged, transitions: [aTransition('errors', 'ALARM', NOON + 510)] }).kind).toBe('healthy');
    expect(judge({ acknowledged, transitions: [aTransition('errors', 'ALARM', NOON + 511)] }).kind).toBe('unhealthy');
  });

  test.each([
    { ...weighed, subject: 'c2' },
    { ...weighed, alarm: 'latency' },
  ])('rule 4: weighing $subject/$alarm excuses nobody else', (other) => {
    expect(judge({ acknowledged: [other], observation: red(NOON + 10) }).kind).toBe('unhealthy');
  });
});

describe('rule 5: what is not there, or not what it was', () => {
  test('rule 5: a missing alarm is blind', () => {
    const finding = judge({ observation: { kind: 'missing', name: 'errors' } });
    expect(finding).toMatchObject({ ...errors, kind: 'blind', because: 'missing' });
  });

  test.each([
    ['at the instant the window opened', NOON, 'blind'],
    ['before', NOON - 1, 'healthy'],
  ])('rule 5: edited %s', (_, configUpdatedAt, kind) => {
    expect(judge({ observation: aSeenAlarm('errors', { configUpdatedAt }) }).kind).toBe(kind);
  });

  test('rule 5: says when it was edited', () => {
    const observation = aSeenAlarm('errors', { configUpdatedAt: NOON });
    expect(judge({ observation })).toMatchObject({
      because: 'changed',
      detail: 'edited or created anew at 2026-01-05T12:00:00.000Z',
    });
  });

  test.each([
    ['another definition than the first', 'other', 'blind'],
    ['the first definition', 'hash-of-errors', 'healthy'],
  ])('rule 5: %s', (_, first, kind) => {
    expect(judge({ rememberedConfig: digestOf(first) }).kind).toBe(kind);
  });

  test.each([
    ['the definition that was there before', { rememberedConfig: digestOf('hash-of-errors') }, 'healthy'],
    ['another definition', { rememberedConfig: digestOf('other') }, 'blind'],
    ['no definition known from before, and this very edit known as harmless', { harmlessEditAt: NOON + 5 }, 'healthy'],
    ['no definition known from before, and an earlier edit known as harmless', { harmlessEditAt: NOON + 4 }, 'blind'],
    ['nothing known', {}, 'blind'],
  ] as const)('rule 5: an edit in the window that left %s', (_, known, kind) => {
    expect(judge({ ...known, observation: aSeenAlarm('errors', { configUpdatedAt: NOON + 5 }) }).kind).toBe(kind);
  });

  test('rule 5: red before and edited is blind, not merely waiting', () => {
    const observation = aSeenAlarm('errors', { state: 'ALARM', transitionedAt: LONG_AGO, configUpdatedAt: NOON });
    expect(judge({ observation }).kind).toBe('blind');
  });

  test('rule 5: no data waits, unless the alarm is marked to have none', () => {
    const observation = aSeenAlarm('errors', { state: 'INSUFFICIENT_DATA', transitionedAt: LONG_AGO });
    expect(judge({ observation })).toEqual({
      ...errors,
      kind: 'waiting',
      because: 'insufficient-data',
      sinceAt: LONG_AGO,
    });
    expect(judge({ observation, alarm: { ...alarm, trafficLess: true } }).kind).toBe('healthy');
  });

  test('rule 5: being marked traffic-less excuses nothing else', () => {
    const trafficLess = { ...alarm, trafficLess: true };
    expect(judge({ alarm: trafficLess, observation: red(NOON) }).kind).toBe('unhealthy');
    expect(judge({ alarm: trafficLess, observation: red(NOON - 1) }).kind).toBe('waiting');
    expect(judge({ alarm: trafficLess, observation: { kind: 'missing', name: 'errors' } }).kind).toBe('blind');
  });
});

describe('rule 6: not evaluated', () => {
  test.each([
    ['partial-data', {}],
    ['evaluation-failure', {}],
    ['evaluation-error', { passes: 'never' }],
  ] as const)('rule 6: OK with %s is no evidence of health', (evaluation, lasts) => {
    const finding = { ...errors, kind: 'blind', because: 'evaluation', detail: evaluation, ...lasts };
    expect(judge({ observation: aSeenAlarm('errors', { evaluation }) })).toEqual(finding);
    expect(judge({ observation: aSeenAlarm('errors', { evaluation, state: 'INSUFFICIENT_DATA' }) })).toEqual(finding);
  });
});
