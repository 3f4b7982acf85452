import { PLANNED_AT } from '../support/a-plan';
import { startFedRollout } from '../support/fed-rollout/a-fed-rollout';
import { takenBack } from '../support/fed-rollout/claims';
import { smallPlan } from '../support/fed-rollout/every-point';
import { QUICK_FLEET } from '../support/fed-rollout/fed-fleet';
import { untilRest } from '../support/fed-rollout/tell';
import { endedAs, wrongIn } from '../support/fed-rollout/verdicts';
import { toOpen } from '../support/fed-rollout/words';
import { forwardCreates } from '../support/what-happened';

it('S13: a wave that is cancelled by hand says so at once: the way back does not wait for its cells in flight', async () => {
  const plan = smallPlan();
  const rollout = await startFedRollout(plan, PLANNED_AT, { ...QUICK_FLEET, stopSeconds: 60 });
  const { timeline, temporal, fleet } = rollout;
  // The last cell of the last wave is in flight, the one before it is finished.
  const all = plan.waves.flatMap(({ cells }) => cells.flatMap(({ groups }) => groups)).length;
  while (forwardCreates(fleet.ledger()).length < all) await timeline.step();
  const cancelledAt = timeline.now();
  toOpen('wave', 'cancel')(rollout);
  await untilRest(rollout);
  expect(wrongIn(rollout, [endedAs('rolled-back'), takenBack])).toEqual([]);
  const rollback = temporal.runs().find(({ birth }) => birth.workflowType === 'rollback');
  expect((rollback?.birth.at ?? Infinity) - cancelledAt).toBeLessThan(1_000);
});
