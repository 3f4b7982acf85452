import { startAfter, startRollout, type Running } from '../../support/a-running-rollout';
import { eventually } from '../../support/eventually';
import * as phases from '../../support/phases';
import { expectOutcome, expectTakenBack, untilQuiet } from '../../support/rollout-claims';
import { tellTogether, type Story } from '../../support/together';
import { carriers, forwardCreates } from '../../support/what-happened';

/** Cells in flight settle by themselves; nothing else moves; the next start is refused with what to do; then a run takes it back. */
const terminatedWhen =
  (phase: phases.Phase): Story =>
  async (scene) => {
    const rollout = await phase(scene);
    await rollout.handle.terminate('as the test wants it');
    await untilSettled(rollout);
    const created = forwardCreates(scene.ledger());
    const finished = carriers(scene.ledger(), scene.key);
    const next = await startRollout(scene, { clearQuarantine: 'not the point here' });
    const { story } = await expectOutcome(next, 'refused');
    expect(story.join('\n')).toMatch(/ended unsettled.*`cellwave rollback .*`cellwave accept /);
    // What was refused touched nothing, and hides nothing: the one before is still what must be settled.
    expect(forwardCreates(scene.ledger())).toEqual(created);
    expect(carriers(scene.ledger(), scene.key)).toEqual(finished);
    const back = await startAfter(rollout, 'return');
    await expectOutcome(back, 'rolled-back');
    expectTakenBack(scene);
  };

/** After a refused start the unsettled rollout is no longer the latest run of the id. */
const refusedTwice: Story = async (scene) => {
  const rollout = await phases.baking(scene);
  await rollout.handle.terminate('as the test wants it');
  await untilSettled(rollout);
  await expectOutcome(await startRollout(scene), 'refused');
  await expectOutcome(await startRollout(scene), 'refused');
};

/** The rollback that the terminated run has left behind waits for more from it; the next way back does not wait for that. */
const rollingBack: Story = async (scene) => {
  const rollout = await phases.rollingBack(scene);
  await rollout.handle.terminate('as the test wants it');
  const back = await startAfter(rollout, 'return');
  await expectOutcome(back, 'rolled-back');
  expectTakenBack(scene);
};

const accepted: Story = async (scene) => {
  const rollout = await phases.baking(scene);
  await rollout.handle.terminate('as the test wants it');
  await untilSettled(rollout);
  const finished = carriers(scene.ledger(), scene.key);
  await expectOutcome(await startAfter(rollout, 'accept'), 'accepted');
  expect(carriers(scene.ledger(), scene.key)).toEqual(finished);
  const next = await startRollout(scene);
  const now = await next.until('its admission', ({ phase }) => phase !== 'preparing');
  // Admitted, so it goes on to its first gate and wave; a refused one would have closed.
  expect({ story: now.story, outcome: now.outcome, phase: now.phase }).toMatchObject({
    outcome: undefined,
    phase: expect.stringMatching(/^(gated|deploying|baking)$/),
  });
  await next.say('rollBack');
  await expectOutcome(next, 'rolled-back');
};

async function untilSettled({ scene }: Running): Promise<void> {
  const query = `CwRegion = '${scene.region}' AND ExecutionStatus = 'Running'`;
  await eventually(
    `${scene.region}: every workflow to end`,
    async () => ((await scene.client.workflow.count(query)).count === 0 ? true : undefined),
    90_000,
  );
  await untilQuiet(scene);
}

tellTogether({
  'S30: terminated while its first cell is in flight': terminatedWhen(phases.deployingFirst),
  'S30: terminated while its last cell is in flight': terminatedWhen(phases.deployingLast),
  'S30: terminated while baking': terminatedWhen(phases.baking),
  'S30: terminated at a shut gate': terminatedWhen(phases.gated),
  'S30: terminated while paused': terminatedWhen(phases.paused),
  'S30: terminated in the soak': terminatedWhen(phases.soaking),
  'S13, S30: terminated while rolling back': rollingBack,
  'S30: a refused start does not hide what is unsettled': refusedTwice,
  'S30: what is accepted as it stands stays, and the next may start': accepted,
});
