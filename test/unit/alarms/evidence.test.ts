import { assess, type Memory } from '../../../alarms/assess';
import { collectEvidence, replayEvidence, type Evidence } from '../../../alarms/evidence';
import type { Look } from '../../../alarms/observation';
import { partOfScene } from '../../../alarms/scene';
import { MAX_FINDINGS } from '../../../alarms/verdict';
import {
  aBlindAnswer,
  anAnswer,
  anOrder,
  aQuietLook,
  aSeenAlarm,
  aTransition,
  aWatched,
  NOON,
  withAnswer,
} from '../../support/a-look';

const nothing: Memory = { configs: {}, last: undefined, reds: [] };
const names = ['errors', 'latency', 'saturation'];
const order = anOrder(Array.from({ length: 400 }, (_, index) => aWatched(`c${index}`, names)));
const quiet = aQuietLook(order, NOON);
const everyRed: Look = {
  ...quiet,
  accounts: order.accounts.map(({ subject }) =>
    anAnswer(
      subject,
      names.map((name) => aSeenAlarm(name, { state: 'ALARM', transitionedAt: NOON })),
    ),
  ),
};
const afterJson = (evidence: Evidence): Evidence => JSON.parse(JSON.stringify(evidence));

test.each<[string, Look]>([
  ['healthy', quiet],
  ['unhealthy everywhere', everyRed],
  ['blind everywhere', { ...quiet, accounts: [] }],
  ['partly blind', withAnswer(withAnswer(quiet, aBlindAnswer('c7')), aBlindAnswer('c8'))],
])('rule 12: of a look that is %s is small and gives the same verdict again', (_, look) => {
  const evidence = collectEvidence(look, order, nothing);
  expect(evidence.verdict).toEqual(assess(look, order, nothing).verdict);
  expect(replayEvidence(afterJson(evidence))).toEqual(evidence.verdict);
  expect(JSON.stringify(evidence).length).toBeLessThan(25_000);
});

test('rule 12: names rules, clocks, windows, states, times, definitions and requests', () => {
  const answer = anAnswer('c1', [aSeenAlarm('errors', { state: 'ALARM', transitionedAt: NOON + 1 })], {
    readAt: NOON + 2,
    requestIds: ['a', 'b', 'c', 'd'],
  });
  const small = anOrder([aWatched('c1', ['errors'])]);
  expect(collectEvidence({ temporalAt: NOON + 3, accounts: [answer] }, small, nothing)).toEqual({
    rulesVersion: 2,
    verdict: {
      kind: 'unhealthy',
      rule: 4,
      more: 0,
      findings: [
        { subject: 'c1', alarm: 'errors', scope: 'cell', kind: 'unhealthy', because: 'in-alarm', at: NOON + 1 },
      ],
    },
    temporalAt: NOON + 3,
    awsAt: NOON + 2,
    order: { accounts: small.accounts, acknowledged: [] },
    answers: [{ ...answer, requestIds: ['a', 'b', 'c'] }],
    memory: { configs: {}, reds: [] },
    left: { unwell: 0, healthy: 0 },
  });
});

test('rule 12: counts what had no room', () => {
  expect(collectEvidence(everyRed, order, nothing).left).toEqual({ unwell: 1200 - MAX_FINDINGS, healthy: 0 });
  const { left, order: kept } = collectEvidence(quiet, order, nothing);
  const shown = kept.accounts.reduce((sum, { alarms }) => sum + alarms.length, 0);
  expect(shown).toBeGreaterThan(20);
  expect(left).toEqual({ unwell: 0, healthy: 1200 - shown });
});

test('rule 12: of accounts without alarms keeps one, so that it does not look as if none had been watched', () => {
  const bare = anOrder([aWatched('c1', []), aWatched('c2', [])]);
  const evidence = collectEvidence(aQuietLook(bare, NOON), bare, nothing);
  expect(evidence.order.accounts).toHaveLength(1);
  expect(replayEvidence(evidence)).toEqual(evidence.verdict);
  expect(replayEvidence(collectEvidence(quiet, anOrder([]), nothing)).kind).toBe('blind');
});

test('rule 12: keeps what earlier looks left behind and what was weighed, of the alarms that it keeps', () => {
  const two = anOrder([aWatched('c1', ['errors']), aWatched('c2', [])], {
    acknowledged: [
      { subject: 'c1', alarm: 'errors', at: NOON + 1 },
      { subject: 'c9', alarm: 'errors', at: NOON + 1 },
    ],
  });
  const red = { subject: 'c1', alarm: 'errors', at: NOON + 900, stillRed: true };
  const memory: Memory = {
    last: undefined,
    configs: { 'c1/errors': 'x', 'c9/errors': 'y' },
    reds: [red, { ...red, subject: 'c9' }],
  };
  for (const look of [aQuietLook(two, NOON), withAnswer(aQuietLook(two, NOON), aBlindAnswer('c1'))]) {
    const evidence = collectEvidence(look, two, memory);
    expect(evidence.memory).toEqual({ configs: { 'c1/errors': 'x' }, reds: [red] });
    expect(evidence.order.acknowledged).toEqual([{ subject: 'c1', alarm: 'errors', at: NOON + 1 }]);
    expect(evidence.verdict.kind).toBe('unhealthy');
    expect(replayEvidence(afterJson(evidence))).toEqual(evidence.verdict);
  }
});

test('rule 12: of much history keeps the newest changes and always the newest into ALARM', () => {
  const small = anOrder([aWatched('c1', ['errors', 'latency'])]);
  const older = Array.from({ length: 9 }, (_, index) => aTransition('errors', 'OK', NOON + 10 + index));
  const transitions = [aTransition('errors', 'ALARM', NOON + 1), aTransition('errors', 'ALARM', NOON + 2), ...older];
  const answer = anAnswer('c1', [aSeenAlarm('errors'), aSeenAlarm('latency')], { transitions });
  const evidence = collectEvidence({ temporalAt: NOON, accounts: [answer] }, small, nothing);
  expect(evidence.answers).toMatchObject([
    { transitions: [NOON + 18, NOON + 17, NOON + 16, NOON + 15, NOON + 2].map((at) => ({ at })) },
  ]);
  expect(replayEvidence(evidence)).toEqual(evidence.verdict);
});

test('an account without an answer is no part of a record', () => {
  const scene = { order: anOrder([aWatched('c1', ['errors'])]), answers: [], memory: nothing };
  expect(partOfScene(scene, []).order.accounts).toEqual([]);
});
