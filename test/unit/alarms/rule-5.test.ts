import { advance, startWatch } from '../../../alarms/advance';
import type { AlarmObservation } from '../../../alarms/observation';
import { isLasting } from '../../../alarms/verdict';
import { watchReturn } from '../../../alarms/watch-return';
import { findingText } from '../../../waves/rollout/finding-text';
import { anAnswer, anOrder, aQuietLook, aSeenAlarm, aWatched, HOUR, NOON, withAnswer } from '../../support/a-look';

const START_AGAIN = 'roll back, or abort and start again';
const HIDING = 'composite alarms are, unless it may cloudwatch:DescribeAlarms on resource *';
const at = '2026-01-05T12:00:10.000Z';
const IN_WINDOW = NOON + 10_000;

const missing = (trace?: Extract<AlarmObservation, { kind: 'missing' }>['trace']): AlarmObservation => ({
  kind: 'missing',
  name: 'errors',
  trace,
});

type Row = readonly [
  what: string,
  observation: AlarmObservation,
  verdict: 'healthy' | 'waiting' | 'blind',
  lasts: boolean,
  sentence: string | undefined,
];

/** Every way in which an alarm can cease to tell the truth inside its window, what is concluded, and what a person reads. */
const ROWS: readonly Row[] = [
  [
    'missing, and nobody could ask why',
    missing(),
    'blind',
    true,
    `alarm errors of c1 is no evidence (missing): deleted, renamed, or hidden from the role that reads it (${HIDING}); allow the role to see it and resume; if it is gone, ${START_AGAIN}`,
  ],
  [
    'deleted, or renamed: CloudWatch has no other way to rename',
    missing({ kind: 'deleted', at: IN_WINDOW }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (missing): deleted or renamed at ${at}, as its history says; permissions are not the reason; allow the role to see it and resume; if it is gone, ${START_AGAIN}`,
  ],
  [
    'a composite that the role may not see',
    missing({ kind: 'hidden', type: 'composite' }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (missing): its history goes on, so it is there and hidden from the role (${HIDING}); allow the role to see it and resume; if it is gone, ${START_AGAIN}`,
  ],
  [
    'a metric alarm that the role may not see',
    missing({ kind: 'hidden', type: 'metric' }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (missing): its history goes on, so it is there and hidden from the role that reads it; allow the role to see it and resume; if it is gone, ${START_AGAIN}`,
  ],
  [
    'missing without a trace',
    missing({ kind: 'none' }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (missing): without any history: misnamed, deleted more than two weeks ago, or hidden from the role (${HIDING}); allow the role to see it and resume; if it is gone, ${START_AGAIN}`,
  ],
  [
    'edited',
    aSeenAlarm('errors', { configUpdatedAt: IN_WINDOW, configHash: 'other' }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (changed): edited or created anew at ${at}; ${START_AGAIN}`,
  ],
  [
    're-created under its name, and in its warm-up',
    aSeenAlarm('errors', {
      configUpdatedAt: IN_WINDOW,
      configHash: 'other',
      state: 'INSUFFICIENT_DATA',
      transitionedAt: IN_WINDOW,
    }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (changed): edited or created anew at ${at}; ${START_AGAIN}`,
  ],
  [
    'with its actions switched off: AWS dates it as an edit, and the state still counts',
    aSeenAlarm('errors', { configUpdatedAt: IN_WINDOW }),
    'healthy',
    false,
    undefined,
  ],
  [
    'of a definition that cannot be evaluated',
    aSeenAlarm('errors', { evaluation: 'evaluation-error' }),
    'blind',
    true,
    `alarm errors of c1 is no evidence (evaluation): evaluation-error; mend its metric or query; then ${START_AGAIN}`,
  ],
  [
    'not evaluated for a while',
    aSeenAlarm('errors', { evaluation: 'evaluation-failure' }),
    'blind',
    false,
    'alarm errors of c1 is no evidence (evaluation): evaluation-failure; this passes when CloudWatch is well again',
  ],
  [
    'evaluated on a part of its data',
    aSeenAlarm('errors', { evaluation: 'partial-data' }),
    'blind',
    false,
    'alarm errors of c1 is no evidence (evaluation): partial-data; this passes when CloudWatch is well again',
  ],
  [
    'without data, as for ever or in the warm-up of an alarm that is older than the window',
    aSeenAlarm('errors', { state: 'INSUFFICIENT_DATA', transitionedAt: NOON - HOUR }),
    'waiting',
    false,
    'alarm errors of c1 has INSUFFICIENT_DATA; see why its metric does not flow, or mark it trafficLess if that is its way',
  ],
];

const order = anOrder([aWatched('c1', ['errors'])], { until: { kind: 'good', bakeMs: 0 } });
const before = advance(startWatch({ temporalAt: NOON, lookedUntilAt: NOON }), aQuietLook(order, NOON), order);

describe.each(ROWS)('rule 5: an alarm that is %s', (...row) => {
  const [, observation, kind, lasts, sentence] = row;
  const answer = anAnswer('c1', [observation], { readAt: NOON + 15_000 });
  const look = withAnswer(aQuietLook(order, NOON + 15_000), answer);
  const after = advance(before, look, order);

  test(`rule 5: is ${kind}`, () => {
    expect(after.verdict.kind).toBe(kind);
    expect(after.verdict.findings.map(isLasting)).toEqual(kind === 'healthy' ? [] : [lasts]);
  });

  test('rule 5: passes nothing unless it is healthy, and takes nothing back', () => {
    expect(after.goodMs > 0).toBe(kind === 'healthy');
    expect(watchReturn(before, after, order)).toBe(kind === 'healthy' ? 'good-enough' : 'verdict-changed');
    expect(after.reds).toEqual([]);
  });

  test('rule 5: says the cause and the remedy in one sentence', () => {
    expect(after.verdict.findings.map(findingText)).toEqual(sentence === undefined ? [] : [sentence]);
  });
});

test('rule 5: what is marked traffic-less may be without data, and nothing else', () => {
  const silent = aSeenAlarm('errors', { state: 'INSUFFICIENT_DATA', transitionedAt: NOON - HOUR });
  const marked = anOrder([{ ...aWatched('c1', []), alarms: [{ name: 'errors', scope: 'cell', trafficLess: true }] }]);
  const kindOf = (observation: AlarmObservation): string =>
    advance(before, withAnswer(aQuietLook(marked, NOON), anAnswer('c1', [observation])), marked).verdict.kind;
  expect(kindOf(silent)).toBe('healthy');
  expect(kindOf(missing())).toBe('blind');
  expect(kindOf({ ...silent, evaluation: 'evaluation-failure' })).toBe('blind');
});

test('a trace that nobody knows is an impossible state', () => {
  const odd: Extract<AlarmObservation, { kind: 'missing' }>['trace'] = JSON.parse('{"kind":"odd"}');
  const look = withAnswer(aQuietLook(order, NOON), anAnswer('c1', [missing(odd)]));
  expect(() => advance(before, look, order)).toThrow('impossible state');
});

test('rule 6: a date of deletion that is none makes the answer unreadable', () => {
  const answer = anAnswer('c1', [missing({ kind: 'deleted', at: Number.NaN })]);
  const { verdict } = advance(before, withAnswer(aQuietLook(order, NOON), answer), order);
  expect(verdict.findings).toMatchObject([
    { because: 'unreadable', detail: 'its answer holds an instant that is none' },
  ]);
});
