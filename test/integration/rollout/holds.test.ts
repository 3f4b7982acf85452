import { wireAws } from '../../../runtime/wiring';
import { UPDATES } from '../../../workflows/contract/messages';
import { startRollout, waveOf, type Running, type Scene } from '../../support/a-running-rollout';
import { expectOutcome, touchedBy } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';
import { carriers } from '../../support/what-happened';

/** The last cell of the plan: whatever is done to it at the start, its wave comes much later. */
function lastCell(rollout: Running) {
  const cell = waveOf(rollout, 3).cells.at(-1);
  if (cell === undefined) throw new Error('the last wave has no cell');
  return cell;
}

/** A person with the cell's own role. */
const SOMEBODY = {
  service: 'by-hand',
  region: 'us-west-2',
  rollout: 'by-hand',
  originalRunId: 'by-hand',
  releaseDigest: 'by-hand',
  releaseVersion: 'by-hand',
  rehearsal: true,
} as const;

/** Somebody else deploys, as with the console. */
async function deployByHand({ region, fleet, version }: Scene, name: string): Promise<void> {
  const cell = fleet.cells.find((one) => one.name === name);
  const known = fleet.releases.find((release) => release.version === version);
  if (cell === undefined || known === undefined) throw new Error(`there is no ${name}`);
  const { account, roleArn, externalId } = cell;
  const place = { region, access: { account, roleArn, externalId }, application: cell.application };
  const revision = { kind: 's3', ...known, version: known.s3Version, key: 'by-hand.zip' } as const;
  const target = wireAws().targets.at({ ...place, purpose: { kind: 'deploy', ref: SOMEBODY } });
  await target.create({ deploymentGroup: cell.restGroup, revision, description: 'by hand', direction: 'forward' });
}

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
  'S27: a cell that has vanished holds its wave until it is exempt': vanished,
  'S11: a group without a baseline keeps what is new, and is reported': firstEver,
});
