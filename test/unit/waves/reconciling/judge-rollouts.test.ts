import type { FoundRollout } from '../../../../waves/reconciling/found-rollout';
import { judgeRollouts } from '../../../../waves/reconciling/judge-rollouts';
import { MOST_RETURNS, RECONCILER } from '../../../../waves/reconciling/judge-unresolved';
import type { Judgement } from '../../../../waves/reconciling/judgement';
import { aRun, closed, found, open, ROLLOUT, settled, someTerms, WEBHOOK } from '../../../support/a-found-rollout';

const NOW = 1_800_000_000_000;
const judge = (one: FoundRollout): Judgement | undefined => judgeRollouts([one], NOW)[0];
const HOUR = 3_600_000;

describe('S30: a run that ended without an outcome is returned', () => {
  test.each([
    ['was terminated while baking', closed('terminated')],
    ['failed while rolling-back', closed('failed', { phase: 'rolling-back' })],
    ['was timed out while gated', closed('timed out', { phase: 'gated' })],
    ['was cancelled', closed('cancelled', { phase: undefined })],
    ['closed without an outcome', closed('completed', { phase: 'closed' })],
    ['closed without an outcome', closed('completed', { outcome: 'toString' })],
  ])('it %s', (words, standing) => {
    const run = aRun('run-3f9c2a', standing);
    expect(judge(found([run]))).toEqual({
      rollout: ROLLOUT,
      run,
      found: words,
      deed: {
        kind: 'return',
        reason: `${words}, so nobody watches the cells that it touched`,
        latest: 'run-3f9c2a',
      },
    });
  });

  test('under the name that people type, where it ended before it said so', () => {
    const before = aRun('0123-3f9c2a', closed('terminated'), { rollout: undefined });
    expect(judge(found([before]))?.rollout).toBe(ROLLOUT);
    const nameless = aRun('0123-3f9c2a', closed('terminated'), { rollout: undefined, release: undefined });
    expect(judge(found([nameless]))?.rollout).toBe('app:us-west-2:unknown-3f9c2a');
  });

  test('a start that was refused since hides nothing, and is what the return follows', () => {
    const run = aRun('first', closed('terminated'));
    const refused = aRun('second', settled('refused'), { rollout: 'app:us-west-2:v3-aaaaaa' });
    expect(judge(found([refused, run]))).toMatchObject({ run, deed: { kind: 'return', latest: 'second' } });
  });
});

describe('S30: what somebody has settled, or holds, is left alone', () => {
  const gone = aRun('gone', closed('terminated'));
  test.each(['completed', 'rolled-back', 'aborted', 'accepted'])('%s since', (outcome) => {
    expect(judge(found([aRun('next', settled(outcome)), gone]))).toBeUndefined();
  });

  test.each(['preparing', 'baking', 'held', 'rolling-back', undefined])('a run is open: %s', (phase) => {
    const live = aRun('live', open(phase, { since: NOW }));
    expect(judge(found([live, gone]))).toEqual({
      rollout: ROLLOUT,
      run: live,
      found: phase ?? 'open',
      deed: { kind: 'leave' },
    });
  });

  test('only refusals, or nothing at all', () => {
    expect(judge(found([aRun('only', settled('refused'))]))).toBeUndefined();
    expect(judge(found([]))).toBeUndefined();
  });
});

describe('S30: a person is called instead', () => {
  const gone = aRun('gone-3f9c2a', closed('terminated'));
  const back = (runId: string, initiator: string) =>
    aRun(runId, closed('failed', { phase: 'rolling-back' }), { initiator });

  test('where the policy says so', () => {
    expect(judge(found([gone], { terms: someTerms({ unresolved: 'page' }) }))?.deed).toEqual({
      kind: 'page',
      page: 'unresolved-3f9c2a',
      message: `a person should look: ${ROLLOUT} was terminated while baking: nobody watches the cells that it touched. Take it back with \`cellwave rollback ${ROLLOUT} --reason TEXT\`, or keep what it did with \`cellwave accept ${ROLLOUT} --reason TEXT\``,
      notify: WEBHOOK,
    });
  });

  test('after as many returns as there may be; those of people do not count', () => {
    const mine = Array.from({ length: MOST_RETURNS - 1 }, (_, at) => back(`mine-${at}`, RECONCILER));
    expect(judge(found([...mine, back('hers', 'ada'), gone]))?.deed.kind).toBe('return');
    const again = judge(found([back('last', RECONCILER), ...mine, gone]));
    expect(again?.deed).toMatchObject({ kind: 'page', page: 'unresolved-last', notify: WEBHOOK });
    expect(again?.deed).toHaveProperty('message', expect.stringContaining(`after ${MOST_RETURNS} returns`));
  });

  test('returns of an earlier rollout of the id do not count', () => {
    const others = Array.from({ length: MOST_RETURNS }, (_, at) =>
      aRun(`old-${at}`, closed('failed'), { initiator: RECONCILER, rollout: 'app:us-west-2:v1-000000' }),
    );
    expect(judge(found([gone, ...others]))?.deed.kind).toBe('return');
  });

  test('where its plan cannot be read, though nobody knows at which address', () => {
    const terms = { kind: 'unreadable', why: 'Temporal knows no run' } as const;
    const { deed } = judge(found([gone], { terms })) ?? {};
    expect(deed).toMatchObject({ kind: 'page', notify: { kind: 'none' } });
    expect(deed).toHaveProperty('message', expect.stringContaining('Temporal knows no run'));
  });
});

describe('S25: one that runs and stands still is paged, never touched', () => {
  const at = (standing: ReturnType<typeof open>, change: Partial<FoundRollout> = {}) =>
    judge(found([aRun('live-3f9c2a', standing)], change));

  test('its tasks fail again and again', () => {
    const failing = [
      { workflowId: 'app:us-west-2:v2-3f9c2a:w02', problem: 'category=WorkflowTaskFailed' },
      { workflowId: 'cell:app:c1', problem: 'x' },
    ];
    expect(at(open('deploying', { since: NOW }), { failing })?.deed).toMatchObject({
      kind: 'page',
      page: 'failing-3f9c2a',
      message: expect.stringContaining(
        'the tasks of workflow app:us-west-2:v2-3f9c2a:w02 fail again and again (category=WorkflowTaskFailed), and 1 more',
      ),
    });
    const terms = { kind: 'unreadable', why: 'no plan' } as const;
    expect(at(open('deploying'), { failing: failing.slice(1), terms })?.deed).toMatchObject({
      page: 'failing-3f9c2a',
      notify: { kind: 'none' },
    });
  });

  const patience = { deploying: HOUR, baking: HOUR, soaking: HOUR } as const;
  const terms = someTerms({ patience });
  test.each([
    ['a bake that goes on past its end', open('baking', { bakeEndsAt: NOW - HOUR - 1 }), 'baking was to end 1 h ago'],
    ['a soak that does', open('soaking', { bakeEndsAt: NOW - 2 * HOUR }), 'soaking was to end 2 h ago'],
    ['a phase that lasts', open('deploying', { since: NOW - 3 * HOUR }), 'deploying for 3 h, longer than any'],
    ['a bake without a known end', open('baking', { since: NOW - 3 * HOUR }), 'baking for 3 h'],
  ])('%s', (_, standing, words) => {
    expect(at(standing, { terms })?.deed).toMatchObject({ kind: 'page', message: expect.stringContaining(words) });
  });

  test('each standstill is a page of its own', () => {
    const pages = [NOW - 5 * HOUR, NOW - 4 * HOUR, NOW - 4 * HOUR].map(
      (since) => at(open('deploying', { since }), { terms })?.deed,
    );
    expect(pages.map((deed) => (deed?.kind === 'page' ? deed.page : ''))).toEqual([
      'deploying-since-20270115T030000',
      'deploying-since-20270115T040000',
      'deploying-since-20270115T040000',
    ]);
  });

  test.each([
    ['within its patience', open('deploying', { since: NOW - HOUR })],
    ['a bake that has not ended', open('baking', { since: 0, bakeEndsAt: NOW })],
    ['the end of an earlier bake says nothing of this phase', open('deploying', { since: NOW, bakeEndsAt: 0 })],
    ['paused by a person, for ever', open('paused')],
    ['held, which has paged already', open('held')],
    ['a phase that nobody knows', open('dreaming')],
  ])('left alone: %s', (_, standing) => {
    expect(at(standing, { terms })?.deed).toEqual({ kind: 'leave' });
  });

  test('left alone: nobody can say how long it may take', () => {
    expect(at(open('deploying'), { terms: { kind: 'unreadable', why: 'no plan' } })?.deed).toEqual({ kind: 'leave' });
  });
});
