import { cellIdOf, rollbackIdOf, startRollout, waveIdOf, waveOf, type Scene } from '../../support/a-running-rollout';
import { eventually } from '../../support/eventually';
import { hangFrom } from '../../support/make-trouble';
import * as phases from '../../support/phases';
import { expectOutcome, expectRolledBack, touchedBy } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';

/** The Web UI's cancel button, and `temporal workflow cancel`: a cancel of a rollout means that it is taken back. */
const cancelledWhen =
  (phase: phases.Phase): Story =>
  async (scene) => {
    const rollout = await phase(scene);
    await rollout.handle.cancel();
    await expectRolledBack(rollout);
  };

const beforeItsFirstTask: Story = async (scene) => {
  const rollout = await startRollout(scene, { startDelay: '5 s' });
  await rollout.handle.cancel();
  await expectRolledBack(rollout);
  expect(touchedBy(scene)).toEqual([]);
};

const atOnce: Story = async (scene) => {
  const rollout = await startRollout(scene);
  await rollout.untilPhase('preparing');
  await rollout.handle.cancel();
  await expectRolledBack(rollout);
  expect(touchedBy(scene)).toEqual([]);
};

const twice: Story = async (scene) => {
  const rollout = await phases.deployingLast(scene);
  await rollout.handle.cancel();
  await rollout.handle.cancel();
  await expectRolledBack(rollout);
};

/** Whoever loses a wave or a cell cannot know how its cells stand: everything goes back. */
const waveCancelled: Story = async (scene) => {
  const rollout = await phases.deployingLast(scene);
  await scene.client.workflow.getHandle(waveIdOf(rollout, waveOf(rollout, 3).name)).cancel();
  await expectRolledBack(rollout);
};

const waveTerminated: Story = async (scene) => {
  const rollout = await phases.deployingLast(scene);
  await scene.client.workflow.getHandle(waveIdOf(rollout, waveOf(rollout, 3).name)).terminate('as the test wants it');
  await expectRolledBack(rollout);
};

const cellInFlight = (scene: Scene): string => touchedBy(scene).at(0) ?? '';

const cellCancelled: Story = async (scene) => {
  const rollout = await phases.deployingFirst(scene);
  await scene.client.workflow.getHandle(cellIdOf(rollout, cellInFlight(scene))).cancel();
  await expectRolledBack(rollout);
};

const cellTerminated: Story = async (scene) => {
  const rollout = await phases.deployingFirst(scene);
  await scene.client.workflow.getHandle(cellIdOf(rollout, cellInFlight(scene))).terminate('as the test wants it');
  await expectRolledBack(rollout);
};

const rollbackHit =
  (hit: 'cancel' | 'terminate'): Story =>
  async (scene) => {
    hangFrom(scene, 9);
    const rollout = await startRollout(scene, { policy: shortBakes({ soakMs: 600_000 }) });
    await rollout.untilPhase('soaking');
    await rollout.say('rollBack');
    const child = scene.client.workflow.getHandle(rollbackIdOf(rollout));
    await eventually('the rollback to begin', () => child.describe().catch(() => undefined));
    await child[hit]();
    await expectRolledBack(rollout);
  };

const backCellTerminated: Story = async (scene) => {
  const rollout = await phases.baking(scene);
  await rollout.say('rollBack');
  const cell = scene.client.workflow.getHandle(cellIdOf(rollout, cellInFlight(scene)));
  await eventually('the cell on its way back', async () => {
    const { status } = await cell.describe();
    return status.name === 'RUNNING' ? true : undefined;
  });
  await cell.terminate('as the test wants it');
  await expectRolledBack(rollout);
  await expectOutcome(rollout, 'rolled-back');
};

tellTogether({
  'S15: cancelled before its first task': beforeItsFirstTask,
  'S15: cancelled while preparing': atOnce,
  'S10, S15: cancelled while its first cell is in flight': cancelledWhen(phases.deployingFirst),
  'S10, S15: cancelled while its last cell is in flight': cancelledWhen(phases.deployingLast),
  'S10, S15: cancelled twice': twice,
  'S10, S15: cancelled while baking': cancelledWhen(phases.baking),
  'S10, S15: cancelled at a shut gate': cancelledWhen(phases.gated),
  'S10, S15: cancelled while held': cancelledWhen(phases.held),
  'S10, S15: cancelled while paused': cancelledWhen(phases.paused),
  'S10, S15: cancelled in the soak': cancelledWhen(phases.soaking),
  'S13: cancelled while rolling back': cancelledWhen(phases.rollingBack),
  'S11: a wave cancelled by hand': waveCancelled,
  'S11: a wave terminated': waveTerminated,
  'S11: a cell cancelled by hand': cellCancelled,
  'S11: a cell terminated': cellTerminated,
  'S13: the rollback cancelled by hand': rollbackHit('cancel'),
  'S13: the rollback terminated': rollbackHit('terminate'),
  'S13: a cell on its way back terminated': backCellTerminated,
});
