import { firstCell, startRollout, waveOf } from '../../support/a-running-rollout';
import { breakCell, failFrom, hangFrom, turnBad } from '../../support/make-trouble';
import { expectOutcome, expectRolledBack, touchedBy } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';
import { backCreates, carriers, forwardCreates } from '../../support/what-happened';

const whileDeploying: Story = async (scene) => {
  hangFrom(scene, 3);
  const rollout = await startRollout(scene);
  await rollout.until(
    'the region wave in flight',
    ({ waves }) => waves[3]?.phase === 'deploying' || waves[2]?.phase === 'deploying',
  );
  const before = touchedBy(scene);
  breakCell(scene, firstCell(rollout));
  const { story } = await expectRolledBack(rollout);
  expect(story.join('\n')).toContain(`alarm ${firstCell(rollout)}-`);
  expect(touchedBy(scene).length).toBeLessThanOrEqual(Math.max(before.length, 2));
};

const whileBaking: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ oneAzMs: 60_000 }) });
  await rollout.until('the AZ to bake', ({ waves }) => waves[2]?.phase === 'baking');
  turnBad(scene);
  await expectRolledBack(rollout);
  // Only the first AZ was ever touched, and both groups of both its cells come back.
  const [azId] = scene.fleet.azIds.filter((id) => id === waveOf(rollout, 2).azId);
  const cells = scene.fleet.cells.filter((cell) => cell.azId === azId).map(({ name }) => name);
  expect(touchedBy(scene)).toEqual([...cells].sort());
  expect([...backCreates(scene.ledger())].sort()).toEqual([...forwardCreates(scene.ledger())].sort());
};

const inTheSoak: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ soakMs: 60_000 }) });
  await rollout.untilPhase('soaking');
  turnBad(scene);
  await expectRolledBack(rollout);
  expect(backCreates(scene.ledger())).toHaveLength(scene.fleet.cells.length * 2);
};

const failing: Story = async (scene) => {
  failFrom(scene, 2);
  const rollout = await startRollout(scene);
  const { story } = await expectRolledBack(rollout);
  expect(story.join('\n')).toContain('failed to deploy, more than the failure budget allows');
};

/** One cell may fail: it returns by itself, the others go on, and the rollout completes without it. */
const failingWithinBudget: Story = async (scene) => {
  failFrom(scene, 4);
  const rollout = await startRollout(scene, { policy: { failureBudget: 1 } });
  await expectOutcome(rollout, 'completed');
  expect(carriers(scene.ledger(), scene.key)).toHaveLength(scene.fleet.cells.length - 1);
  const { cells } = await rollout.status();
  expect(cells.filter(({ phase }) => phase === 'failed')).toHaveLength(1);
};

tellTogether({
  'S7, S10: an alarm while cells are in flight turns them round and takes back what was touched': whileDeploying,
  'S10: an alarm in a bake takes back exactly the touched cells': whileBaking,
  'S20: an alarm in the soak takes back the whole Region': inTheSoak,
  'S10: a deployment that fails takes back everything, when the budget is none': failing,
  'S4: a failed cell within the budget is left out, and the others go on': failingWithinBudget,
});
