import { startAfter, waveIdOf, waveOf, type Running, type Scene } from '../../support/a-running-rollout';
import { anArchive } from '../../support/an-archive';
import { eventually } from '../../support/eventually';
import * as phases from '../../support/phases';
import { resetIntoWave, resetToEndOfWave } from '../../support/reset-run';
import { expectOutcome, expectTakenBack } from '../../support/rollout-claims';
import { tellTogether, type Story } from '../../support/together';
import { carriers } from '../../support/what-happened';

const archive = anArchive();

/** Cells of the first waves that carry the release, by the sandbox's own record. */
function carriersIn({ scene, plan }: Running, upToWave: number): readonly string[] {
  const known = plan.waves.slice(0, upToWave).flatMap(({ cells }) => cells.map(({ name }) => name));
  return carriers(scene.ledger(), scene.key).filter((cell) => known.includes(cell));
}

async function rolledBackBlind(again: Running, upToWave: number): Promise<void> {
  const { workflowId } = again.handle;
  await again.untilPhase('held');
  archive.shut(workflowId);
  expect(carriersIn(again, upToWave)).not.toEqual([]);
  await again.say('rollBack');
  await eventually('them to be back', () => (carriersIn(again, upToWave).length === 0 ? true : undefined), 90_000);
  const { why, outcome } = await again.status();
  expect(outcome).toBeUndefined();
  expect(why).toContainEqual(expect.objectContaining({ subject: 'histories', command: 'cellwave doctor' }));
  archive.open(workflowId);
  await expectOutcome(again, 'rolled-back');
  expectTakenBack(again.scene);
}

const resetBetweenWaves: Story = async (scene) => {
  const old = await phases.deployingLast(scene);
  await rolledBackBlind(await resetToEndOfWave(old, 2), 2);
};

/** That wave has ended since, and has told its end to the old run. */
const resetIntoEndedWave: Story = async (scene) => {
  const old = await phases.deployingLast(scene);
  await rolledBackBlind(await resetIntoWave(old, 2), 2);
};

const returnThatCannotRead: Story = async (scene) => {
  const old = await phases.baking(scene);
  await old.say('abort');
  await expectOutcome(old, 'aborted');
  archive.shut(old.handle.workflowId);
  const back = await startAfter(old, 'return');
  const status = await back.until('an answer', () => true);
  expect(status).toMatchObject({ phase: 'rolling-back', release: scene.version });
  expect(status.why).toContainEqual(expect.objectContaining({ subject: 'histories', command: 'cellwave doctor' }));
  for (const word of ['abort', 'pause', 'resume', 'rollBack'])
    await expect(back.say(word)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('it reads what') },
    });
  await back.handle.signal('abort', { reason: 'in a hurry' });
  archive.open(old.handle.workflowId);
  await expectOutcome(back, 'rolled-back');
  expectTakenBack(scene);
};

/** As when a wave's history expires before its rollout's does. */
const wavesAreGone: Story = async (scene) => {
  const old = await phases.baking(scene);
  await old.say('abort');
  await expectOutcome(old, 'aborted');
  for (const at of [0, 1]) await forget(scene, waveIdOf(old, waveOf(old, at).name));
  expect(carriersIn(old, 2)).not.toEqual([]);
  await expectOutcome(await startAfter(old, 'return'), 'rolled-back');
  expectTakenBack(scene);
};

async function forget({ client }: Scene, workflowId: string): Promise<void> {
  await client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId } });
  const isThere = (): Promise<boolean> =>
    client.workflow
      .getHandle(workflowId)
      .describe()
      .then(
        () => true,
        () => false,
      );
  await eventually(`${workflowId} to be gone`, async () => ((await isThere()) ? undefined : true), 60_000);
}

tellTogether(
  {
    'S13: a run made by Reset returns what it knows of while the histories cannot be read': resetBetweenWaves,
    'S13: a run made by Reset returns the cells of a wave whose end it will never hear of': resetIntoEndedWave,
    'S11: a return run takes back what waves touched whose histories have expired': wavesAreGone,
    'a return run that cannot read yet says so, and answers whoever talks to it': returnThatCannotRead,
  },
  { ports: archive.behindDoor },
);
