import { assess, findingsOf, type Assessment } from '../../../alarms/assess';
import type { AlarmScope, Look } from '../../../alarms/observation';
import type { WatchOrder } from '../../../alarms/watch-state';
import {
  aBlindAnswer,
  anAnswer,
  anOrder,
  aQuietLook,
  aSeenAlarm,
  aWatched,
  MINUTE,
  NOON,
  withAnswer,
} from '../../support/a-look';

const order = anOrder([
  aWatched('c1', ['errors', 'latency']),
  aWatched('c2', ['errors']),
  aWatched('aggregate:1', ['errors']),
]);
const nothing = { configs: {}, last: undefined, reds: [] };
const judge = (look: Look, by: WatchOrder = order): Assessment => assess(look, by, nothing);
const quiet = aQuietLook(order, NOON);

describe('the verdict of a look', () => {
  test('rule 4: is healthy when every alarm is', () => {
    const { verdict, findings } = judge(quiet);
    expect(verdict).toEqual({ kind: 'healthy', findings: [], more: 0, rule: 4 });
    expect(findings.map(({ subject, alarm }) => `${subject}/${alarm}`)).toEqual([
      'c1/errors',
      'c1/latency',
      'c2/errors',
      'aggregate:1/errors',
    ]);
  });

  test.each<[string, Look['accounts'][number], Pick<Assessment['verdict'], 'kind' | 'rule'>]>([
    [
      'rule 4',
      anAnswer('c2', [aSeenAlarm('errors', { state: 'ALARM', transitionedAt: NOON })]),
      { kind: 'unhealthy', rule: 4 },
    ],
    ['rule 1', anAnswer('c2', [aSeenAlarm('errors', { state: 'ALARM' })]), { kind: 'waiting', rule: 1 }],
    ['rule 5', anAnswer('c2', [aSeenAlarm('errors', { state: 'INSUFFICIENT_DATA' })]), { kind: 'waiting', rule: 5 }],
    ['rule 5', anAnswer('c2', [{ kind: 'missing', name: 'errors' }]), { kind: 'blind', rule: 5 }],
    ['rule 5', anAnswer('c2', [aSeenAlarm('errors', { configUpdatedAt: NOON })]), { kind: 'blind', rule: 5 }],
    ['rule 5', anAnswer('c2', []), { kind: 'blind', rule: 5 }],
    ['rule 5', anAnswer('c2', [aSeenAlarm('errors', { evaluation: 'evaluation-error' })]), { kind: 'blind', rule: 5 }],
    ['rule 6', anAnswer('c2', [aSeenAlarm('errors', { evaluation: 'partial-data' })]), { kind: 'blind', rule: 6 }],
    ['rule 6', aBlindAnswer('c2'), { kind: 'blind', rule: 6 }],
  ])('%s decides', (_, answer, decided) => {
    const { verdict } = judge(withAnswer(quiet, answer));
    expect(verdict).toMatchObject({ ...decided, more: 0 });
    expect(verdict.findings).toHaveLength(1);
  });

  test('rule 6: a blind account is one finding, whatever it watches; others are judged', () => {
    const { findings } = judge(withAnswer(quiet, aBlindAnswer('c1')));
    expect(findings.map(({ kind }) => kind)).toEqual(['blind', 'healthy', 'healthy']);
    expect(findings[0]).toEqual({
      subject: 'c1',
      alarm: '*',
      scope: 'cell',
      kind: 'blind',
      because: 'unreadable',
      detail: 'throttled',
    });
  });

  test.each<[readonly AlarmScope[], AlarmScope]>([
    [['one-box', 'aggregate', 'cell'], 'aggregate'],
    [['one-box', 'cell'], 'cell'],
    [['one-box'], 'one-box'],
    [[], 'cell'],
  ])('rule 6: a blind account with alarms of %j is blind for %s', (scopes, scope) => {
    const alarms = scopes.map((each) => ({ name: each, scope: each, trafficLess: false }));
    const by = anOrder([aWatched('c1', [], { alarms })]);
    expect(judge({ temporalAt: NOON, accounts: [aBlindAnswer('c1')] }, by).findings).toMatchObject([{ scope }]);
  });

  test('S9: an ordered account that the look left out is blind', () => {
    const { verdict } = judge({ ...quiet, accounts: quiet.accounts.slice(1) });
    expect(verdict).toMatchObject({
      kind: 'blind',
      rule: 6,
      findings: [{ subject: 'c1', detail: 'the look left it out' }],
    });
  });

  test('S9: an ordered account without any answer is blind', () => {
    expect(findingsOf([], anOrder([aWatched('c1', ['errors'])]), nothing)).toMatchObject([
      { kind: 'blind', detail: 'not read' },
    ]);
  });

  test('S9: watching nothing is blind', () => {
    expect(judge(quiet, anOrder([])).verdict).toMatchObject({
      kind: 'blind',
      rule: 6,
      findings: [{ subject: '(none)' }],
    });
  });

  test('an account without alarms contributes nothing when it was read', () => {
    const by = anOrder([aWatched('c1', []), aWatched('c2', ['errors'])]);
    expect(judge(aQuietLook(by, NOON), by).findings).toMatchObject([{ subject: 'c2', kind: 'healthy' }]);
  });

  test('answers of accounts that are not watched change nothing', () => {
    const stranger = anAnswer('c9', [aSeenAlarm('errors', { state: 'ALARM', transitionedAt: NOON })]);
    expect(judge(withAnswer(quiet, stranger)).verdict.kind).toBe('healthy');
  });
});

describe('rule 6: which answers are believed', () => {
  const later = (subject: string, ms: number): Look['accounts'][number] =>
    anAnswer(subject, [aSeenAlarm('errors'), aSeenAlarm('latency')], { readAt: NOON + ms });
  const blindIn = (look: Look): readonly string[] =>
    judge(look).accounts.flatMap((answer) => (answer.kind === 'blind' ? [`${answer.subject}: ${answer.reason}`] : []));

  test.each([
    ['a minute ahead', MINUTE, []],
    ['a minute behind', -MINUTE, []],
    ['more than a minute ahead', MINUTE + 1, ['c2: its clock is not that of the other accounts']],
    ['more than a minute behind', -MINUTE - 1, ['c2: its clock is not that of the other accounts']],
  ])('rule 6: one clock %s of the others', (_, ms, blind) => {
    expect(blindIn(withAnswer(quiet, later('c2', ms)))).toEqual(blind);
  });

  test('rule 6: of two clocks that differ neither is believed', () => {
    const two = { ...quiet, accounts: [later('c1', 0), later('c2', 2 * MINUTE + 2)] };
    expect(blindIn(two).map((line) => line.slice(0, 2))).toEqual(['c1', 'c2', 'ag']);
    const close = { ...quiet, accounts: [later('c1', 0), later('c2', 2 * MINUTE)] };
    expect(blindIn(close)).toEqual(['aggregate:1: the look left it out']);
  });

  test.each([
    ['by a minute', NOON + MINUTE, 0],
    ['by more', NOON + MINUTE + 1, 3],
  ])('rule 6: a clock that ran back %s', (_, awsAt, blind) => {
    const memory = { ...nothing, last: { awsAt, temporalAt: NOON, good: true } };
    const reasons = assess(quiet, order, memory).accounts.filter(({ kind }) => kind === 'blind');
    expect(reasons).toHaveLength(blind);
  });

  test.each<[string, Look['accounts'][number]]>([
    ['read', anAnswer('c2', [aSeenAlarm('errors')], { readAt: NaN })],
    ['transitioned', anAnswer('c2', [aSeenAlarm('errors', { transitionedAt: NaN })])],
    ['edited', anAnswer('c2', [aSeenAlarm('errors', { configUpdatedAt: Infinity })])],
    ['in history', anAnswer('c2', [aSeenAlarm('errors')], { transitions: [{ name: 'errors', to: 'OK', at: NaN }] })],
  ])('rule 6: an instant that is none (%s) makes the answer unreadable', (_, answer) => {
    expect(blindIn(withAnswer(quiet, answer))).toEqual(['c2: its answer holds an instant that is none']);
  });

  test('a missing alarm has no instants to doubt', () => {
    expect(blindIn(withAnswer(quiet, anAnswer('c2', [{ kind: 'missing', name: 'errors' }])))).toEqual([]);
  });

  test('when no clock can be read nothing is believed', () => {
    const look = { ...quiet, accounts: quiet.accounts.map((answer) => ({ ...answer, readAt: NaN })) };
    expect(blindIn(look)).toHaveLength(3);
  });

  test('a long reason is cut', () => {
    const { findings } = judge(withAnswer(quiet, aBlindAnswer('c2', 'x'.repeat(5000))));
    expect(findings.find(({ subject }) => subject === 'c2')).toMatchObject({ detail: 'x'.repeat(200) });
  });
});
