import { createFindRollouts } from '../../../activities/find-rollouts';
import type { RolloutRecords } from '../../../activities/ports/rollout-records.port';
import type { RolloutSurvey } from '../../../activities/ports/rollout-survey.port';
import type { RunRecord } from '../../../waves/reconciling/run-record';
import { aRun, closed, open, settled, someTerms, WORKFLOW_ID } from '../../support/a-found-rollout';
import { aHastyClock, runActivity } from '../../support/run-activity';

type World = {
  /** As lists say: they lag. */
  readonly listed: readonly RunRecord[];
  readonly current: RunRecord | undefined;
  readonly failing?: Awaited<ReturnType<RolloutSurvey['failing']>>;
};

const never = () => Promise.reject(new Error('not asked'));

async function findIn({ listed, current, failing = [] }: World) {
  const records: RolloutRecords = {
    runsOf: () => Promise.resolve(listed),
    currentRun: () => Promise.resolve(current),
    runsOfRelease: never,
    cancel: never,
    touchedBy: never,
    startReturn: never,
  };
  const survey: RolloutSurvey = {
    suspects: () => Promise.resolve({ workflowIds: [WORKFLOW_ID], more: false }),
    failing: () => Promise.resolve(failing),
    termsOf: () => Promise.resolve(someTerms()),
  };
  const clock = aHastyClock();
  const { result } = await runActivity(createFindRollouts({ records, survey }), { most: 10 }, { clock });
  return result.rollouts;
}

const gone = aRun('gone', closed('terminated'));
const refused = aRun('refused', settled('refused'));

describe('what the reconciler is shown', () => {
  test('S30: a run that ended without an outcome, also behind starts that were refused', async () => {
    expect(await findIn({ listed: [gone], current: gone })).toMatchObject([{ runs: [gone], terms: someTerms() }]);
    expect(await findIn({ listed: [refused, gone], current: refused })).toMatchObject([{ runs: [refused, gone] }]);
  });

  test('S30: the newest run is asked for, and not believed to be in the lists', async () => {
    const back = aRun('back', open('rolling-back'));
    expect(await findIn({ listed: [gone], current: back })).toMatchObject([{ runs: [back] }]);
    expect(await findIn({ listed: [gone], current: refused })).toMatchObject([{ runs: [refused, gone] }]);
    const returned = aRun('back', settled('rolled-back'));
    expect(await findIn({ listed: [gone], current: returned })).toEqual([]);
    const stale = [aRun('refused', open('preparing')), gone];
    expect(await findIn({ listed: stale, current: refused })).toMatchObject([{ runs: [refused, gone] }]);
  });

  test('nothing that is settled, or that Temporal has forgotten', async () => {
    expect(await findIn({ listed: [], current: undefined })).toEqual([]);
    expect(await findIn({ listed: [refused], current: refused })).toEqual([]);
    const accepted = aRun('accepted', settled('accepted'));
    expect(await findIn({ listed: [refused, accepted, gone], current: refused })).toEqual([]);
  });

  test('of failing workflows only its own', async () => {
    const live = aRun('live', open('baking'));
    const its = { workflowId: 'w02', problem: 'p', rollout: live.rollout };
    const itself = { workflowId: WORKFLOW_ID, problem: 'q', rollout: undefined };
    const other = { workflowId: 'x', problem: 'p', rollout: 'app:us-east-1:v2-aaaaaa' };
    const [found] = await findIn({ listed: [live], current: live, failing: [its, other, itself] });
    expect(found?.failing).toEqual([
      { workflowId: 'w02', problem: 'p' },
      { workflowId: WORKFLOW_ID, problem: 'q' },
    ]);
    const nameless = aRun('live', open(undefined), { rollout: undefined });
    const [only] = await findIn({ listed: [nameless], current: nameless, failing: [its, other, itself] });
    expect(only?.failing).toEqual([{ workflowId: WORKFLOW_ID, problem: 'q' }]);
  });
});
