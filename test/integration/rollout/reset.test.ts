import { startAfter, startRollout, waveIdOf, waveOf } from '../../support/a-running-rollout';
import { eventually } from '../../support/eventually';
import { hangFrom } from '../../support/make-trouble';
import * as phases from '../../support/phases';
import { resetToTask } from '../../support/reset-run';
import { expectOutcome, expectTakenBack, touchedBy, untilQuiet } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';
import { forwardCreates } from '../../support/what-happened';

/** To a point before its first wave: the new run knows of no cell at all, while the old one's wave is at work. */
const toTheBeginning: Story = async (scene) => {
  const old = await phases.deployingLast(scene);
  const wave = waveIdOf(old, waveOf(old, 3).name);
  const again = await resetToTask(old, 1);
  const { next } = await again.untilPhase('held');
  expect(next).toContain('this run was made by Reset');
  await eventually(
    'the old wave to end',
    async () => {
      const { status } = await scene.client.workflow.getHandle(wave).describe();
      return status.name === 'RUNNING' ? undefined : true;
    },
    60_000,
  );
  await untilQuiet(scene);
  const created = forwardCreates(scene.ledger());
  await expect(again.say('resume')).rejects.toMatchObject({
    cause: { message: expect.stringContaining('never goes forward') },
  });
  expect((await again.status()).phase).toBe('held');
  expect(forwardCreates(scene.ledger())).toEqual(created);
  await again.say('rollBack');
  await expectOutcome(again, 'rolled-back');
  expectTakenBack(scene);
};

/** To a point where its wave's child is its own: that wave is ended as well. */
const intoAWave: Story = async (scene) => {
  hangFrom(scene, 1);
  const old = await startRollout(scene, { policy: shortBakes({}) });
  await eventually('the one-box in flight', () => (touchedBy(scene).length > 0 ? true : undefined), 60_000);
  const { events } = await old.handle.fetchHistory();
  const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length;
  const again = await resetToTask(old, tasks - 1);
  await again.untilPhase('held');
  await untilQuiet(scene);
  await again.say('abort');
  await expectOutcome(again, 'aborted');
  const back = await startAfter(again, 'return');
  await expectOutcome(back, 'rolled-back');
  expectTakenBack(scene);
};

tellTogether({
  'S10: a run made by Reset ends the old wave, holds, and takes back what its predecessor touched': toTheBeginning,
  'S10: a run that Reset made in the middle of a wave never goes forward': intoAWave,
});
