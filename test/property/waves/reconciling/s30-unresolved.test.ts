import fc from 'fast-check';
import { judgeRollouts } from '../../../../waves/reconciling/judge-rollouts';
import { MOST_RETURNS, RECONCILER } from '../../../../waves/reconciling/judge-unresolved';
import type { Deed } from '../../../../waves/reconciling/judgement';
import type { FoundRollout } from '../../../../waves/reconciling/found-rollout';
import { isUnresolved, runThatCounts, type RunRecord } from '../../../../waves/reconciling/run-record';
import { aRun, closed, found, open, ROLLOUT, settled, someTerms } from '../../../support/a-found-rollout';

const NOW = 1_800_000_000_000;
const deedOf = (one: FoundRollout): Deed => judgeRollouts([one], NOW)[0]?.deed ?? { kind: 'leave' };

const anyStanding = fc.oneof(
  fc.constantFrom('completed', 'rolled-back', 'aborted', 'accepted', 'refused').map(settled),
  fc.constantFrom('terminated', 'failed', 'timed out', 'cancelled', 'completed').map((as) => closed(as)),
);
const anyOpen = fc.record({
  phase: fc.constantFrom('preparing', 'deploying', 'baking', 'gated', 'paused', 'held', 'rolling-back'),
  since: fc.integer({ min: 0, max: NOW }),
  bakeEndsAt: fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }),
});
const anyRun = fc.record({
  standing: anyStanding,
  initiator: fc.constantFrom('ada', RECONCILER),
  rollout: fc.constantFrom(ROLLOUT, 'app:us-west-2:v3-bbbbbb', undefined),
});
/** Only the newest run of an id can be open: the id is the lock. */
const anyRuns = fc
  .tuple(fc.option(anyOpen, { nil: undefined }), fc.array(anyRun, { maxLength: 8 }))
  .map(([live, before]): readonly RunRecord[] => [
    ...(live === undefined ? [] : [aRun('live', open(live.phase, live))]),
    ...before.map(({ standing, ...change }, at) => aRun(`before-${at}`, standing, change)),
  ]);
const anyFound = fc
  .record({ runs: anyRuns, unresolved: fc.constantFrom('return', 'page'), readable: fc.boolean(), fails: fc.boolean() })
  .map(({ runs, unresolved, readable, fails }) =>
    found(runs, {
      terms: readable ? someTerms({ unresolved }) : { kind: 'unreadable', why: 'gone' },
      failing: fails ? [{ workflowId: 'w', problem: 'p' }] : [],
    }),
  );

test('S30: a return is started only where no run is open, and the latest that counts ended without an outcome', () => {
  fc.assert(
    fc.property(anyFound, (one) => {
      const deed = deedOf(one);
      const counts = runThatCounts(one.runs);
      const mayReturn = one.runs[0]?.standing.kind === 'closed' && counts !== undefined && isUnresolved(counts);
      if (deed.kind === 'return')
        expect({ mayReturn, latest: deed.latest }).toEqual({ mayReturn: true, latest: one.runs[0]?.runId });
      // And nothing that is unresolved is passed over in silence.
      if (mayReturn) expect(deed.kind).not.toBe('leave');
    }),
  );
});

test('S30: starts that were refused change nothing of what is done', () => {
  fc.assert(
    fc.property(anyFound, fc.integer({ min: 1, max: 5 }), (one, count) => {
      fc.pre(one.runs[0]?.standing.kind !== 'open');
      const refused = Array.from({ length: count }, (_, at) => aRun(`refused-${at}`, settled('refused')));
      const behind = deedOf({ ...one, runs: [...refused, ...one.runs] });
      // But for the run that the return has to follow.
      expect({ ...behind, latest: undefined }).toEqual({ ...deedOf(one), latest: undefined });
    }),
  );
});

/** The world as it goes on: what the reconciler starts becomes the newest run, and ends as chance wants it. */
test('S30: it ends: settled, or after a bounded number of returns with a person called, once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('failed', 'terminated', 'rolled-back'), { minLength: 12, maxLength: 12 }),
      (ends) => {
        let runs: readonly RunRecord[] = [aRun('first', closed('terminated'))];
        const pages = new Set<string>();
        const returns: string[] = [];
        for (const [at, end] of ends.entries()) {
          const deed = deedOf(found(runs));
          if (deed.kind === 'page') pages.add(deed.page);
          if (deed.kind !== 'return') continue;
          const live = aRun(`return-${at}`, open('rolling-back', { since: NOW }), { initiator: RECONCILER });
          // Looked at again while it runs, however often, it is left to itself.
          expect(deedOf(found([live, ...runs])).kind).toBe('leave');
          returns.push(end);
          const standing = end === 'rolled-back' ? settled(end) : closed(end === 'failed' ? 'failed' : 'terminated');
          runs = [{ ...live, standing }, ...runs];
        }
        const isSettled = returns.at(-1) === 'rolled-back';
        expect(returns.length).toBeLessThanOrEqual(MOST_RETURNS);
        expect(pages.size).toBe(isSettled ? 0 : 1);
      },
    ),
  );
});
