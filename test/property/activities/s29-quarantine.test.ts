import fc from 'fast-check';
import { createAdmitRollout } from '../../../activities/admit-rollout';
import type { RunRecord, RunStanding } from '../../../waves/reconciling/run-record';
import { aRolloutRef } from '../../support/a-deploy-order';
import { aRun, closed, open, settled } from '../../support/a-found-rollout';

/** How a run of the same release may stand, and whether the release was or is being taken back in it. */
const STORIES: readonly { readonly standing: RunStanding; readonly isTakenBack: boolean }[] = [
  ...['preparing', 'deploying', 'baking', 'gated', 'paused', 'held', 'soaking', 'aborting', undefined].flatMap(
    (phase) => [
      { standing: open(phase), isTakenBack: false },
      // Terminated there, or failed before anything was taken back.
      { standing: closed('terminated', { phase }), isTakenBack: false },
    ],
  ),
  ...['completed', 'aborted', 'accepted', 'refused'].map((outcome) => ({
    standing: settled(outcome),
    isTakenBack: false,
  })),
  { standing: settled('rolled-back'), isTakenBack: true },
  { standing: open('rolling-back'), isTakenBack: true },
  { standing: closed('failed', { phase: 'rolling-back' }), isTakenBack: true },
];

const ORDER = { ref: aRolloutRef, workflowId: 'rollout:app:us-west-2', runId: 'mine' };
const MINE: RunRecord = aRun(ORDER.runId, open('preparing'), { rollout: undefined });

const anyRuns = fc.array(
  fc.record({
    story: fc.constantFrom(...STORIES),
    region: fc.constantFrom('us-west-2', 'us-east-2', undefined),
    rollout: fc.constantFrom('app:us-east-2:v2-aaaaaa', undefined),
  }),
  { maxLength: 12 },
);

function admission(ofRelease: readonly RunRecord[]) {
  return createAdmitRollout({
    access: { awsHosts: () => Promise.resolve([]), accountOf: () => Promise.reject(new Error('not asked')) },
    records: {
      runsOf: () => Promise.resolve([MINE]),
      runsOfRelease: () => Promise.resolve(ofRelease),
      currentRun: () => Promise.resolve(undefined),
      cancel: () => Promise.resolve(),
      touchedBy: () => Promise.reject(new Error('not asked')),
      startReturn: () => Promise.reject(new Error('not asked')),
    },
  });
}

test('S29: a release starts nowhere once any run of it was or is being taken back, whatever came after, until somebody says why', async () => {
  await fc.assert(
    fc.asyncProperty(anyRuns, fc.nat(12), async (runs, at) => {
      const others = runs.map(({ story, region, rollout }, index): RunRecord => {
        const workflowId = `rollout:app:${region ?? 'gone'}`;
        return aRun(`run-${index}`, story.standing, { workflowId, rollout, region });
      });
      const admit = admission(others.toSpliced(at, 0, MINE));
      const admitted = await admit({ ...ORDER, clearQuarantine: undefined });
      const rules = admitted.kind === 'refused' ? admitted.refusals.map(({ rule }) => rule) : [];
      expect(rules).toEqual(runs.some(({ story }) => story.isTakenBack) ? ['S29'] : []);
      expect(await admit({ ...ORDER, clearQuarantine: 'mended' })).toEqual({ kind: 'admitted' });
    }),
  );
});
