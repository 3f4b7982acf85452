import { UPDATES } from '../../../workflows/contract/messages';
import { lastCell, startRollout, type Running } from '../../support/a-running-rollout';
import { BY_HAND, deployByHand } from '../../support/by-hand';
import { expectOutcome, touchedBy, untilQuiet } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';
import { carriers } from '../../support/what-happened';

async function exemptAndComplete(rollout: Running, cell: string): Promise<void> {
  const { scene } = rollout;
  await rollout.say(UPDATES.exemptCell, { cell });
  await expectOutcome(rollout, 'completed');
  const others = scene.fleet.cells.map(({ name }) => name).filter((name) => name !== cell);
  expect(carriers(scene.ledger(), scene.key)).toEqual([...others].sort());
}

/** S12: what is there is no longer what was read before the wave. */
const movedByHand: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: { ...shortBakes({}), width: { basisPoints: 1, maxCells: 1 } } });
  const { name } = lastCell(rollout);
  await rollout.until('the last wave to begin', ({ waves }) => waves[3]?.phase === 'deploying');
  await deployByHand(scene, name);
  const { next } = await rollout.untilPhase('held');
  expect(next).toContain(`${name} cannot be deployed (baseline-moved)`);
  await exemptAndComplete(rollout, name);
};

/** What they put there is what the cell returns to, once a person has said to go on over it. */
const movedAndResumed: Story = async (scene) => {
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({ soakMs: 600_000 }), width: { basisPoints: 1, maxCells: 1 } },
  });
  const { name } = lastCell(rollout);
  await rollout.until('the last wave to begin', ({ waves }) => waves[3]?.phase === 'deploying');
  await deployByHand(scene, name);
  await rollout.untilPhase('held');
  await untilQuiet(scene);
  await rollout.say(UPDATES.resume);
  const { cells } = await rollout.untilPhase('soaking');
  expect(cells.find((cell) => cell.name === name)).toMatchObject({
    phase: 'deployed',
    baseline: expect.stringContaining(BY_HAND),
  });
  expect(carriers(scene.ledger(), scene.key)).toContain(name);
  await rollout.say(UPDATES.rollBack);
  await expectOutcome(rollout, 'rolled-back');
  expect(carriers(scene.ledger(), scene.key)).toEqual([]);
  expect(carriers(scene.ledger(), BY_HAND)).toEqual([name]);
};

/** Its application is gone: the wave waits until a person leaves the cell out. */
const vanished: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  const { name, target } = lastCell(rollout);
  await rollout.until('the cell before', ({ waves }) => waves[2]?.phase === 'deploying');
  const world = scene.sandbox.world.cells.find((cell) => cell.name === name);
  world?.applications.get(target.application)?.groups.delete(target.deploymentGroup);
  await rollout.untilPhase('held');
  expect(touchedBy(scene)).not.toContain(name);
  await exemptAndComplete(rollout, name);
};

/** A group that nobody ever deployed to: what is new stays on it when the rest goes back, and that is reported. */
const firstEver: Story = async (scene) => {
  const [newcomer = ''] = scene.fleet.cells.map(({ name }) => name).slice(-1);
  const cell = scene.sandbox.world.cells.find(({ name }) => name === newcomer);
  for (const group of [...(cell?.applications.values() ?? [])].flatMap((one) => [...one.groups.values()]))
    for (const instance of group.instances) instance.revision = undefined;
  const rollout = await startRollout(scene, { policy: shortBakes({ soakMs: 600_000 }) });
  await rollout.untilPhase('soaking');
  await rollout.say(UPDATES.rollBack);
  const { story } = await expectOutcome(rollout, 'rolled-back');
  expect(carriers(scene.ledger(), scene.key)).toEqual([newcomer]);
  expect(story.join('\n')).toContain(`${newcomer}: left`);
};

tellTogether({
  'S12: a group that somebody else has moved holds its wave': movedByHand,
  'S12: a group that somebody has moved is read again before its cell is begun again': movedAndResumed,
  'S27: a cell that has vanished holds its wave until it is exempt': vanished,
  'S11: a group without a baseline keeps what is new, and is reported': firstEver,
});
