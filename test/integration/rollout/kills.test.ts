import { startEmbeddedTemporal } from '../../../runtime/embedded-temporal';
import { ourSearchAttributes } from '../../../runtime/search-attribute-types';
import { startRollout, type Scene } from '../../support/a-running-rollout';
import { startStage, type Stage } from '../../support/a-stage';
import { eventually } from '../../support/eventually';
import { expectOutcome, expectRolledBack, touchedBy } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { backCreates, carriers, doneTwice, effectiveTurns, stillRunning } from '../../support/what-happened';
import { spawnWorkers, type WorkerProcess } from '../../support/worker-process';

/** One after the other: a kill strikes every rollout that runs. The sandbox stands in this process, so its record survives. */
let stage: Stage;
let worker: WorkerProcess;
beforeAll(async () => {
  stage = await startStage({ regions: 5, storage: 'file', workers: 'elsewhere', group: '180s' });
  worker = await spawnWorkers(stage.temporal.address);
}, 120_000);
afterAll(async () => {
  await worker.kill();
  await stage.stop();
}, 60_000);

async function killWorker(): Promise<void> {
  await worker.kill();
  worker = await spawnWorkers(stage.temporal.address);
}

function expectEverywhereOnce(scene: Scene): void {
  const ledger = scene.ledger();
  expect(carriers(ledger, scene.key)).toEqual(scene.fleet.cells.map(({ name }) => name).sort());
  expect({ twice: doneTwice(ledger), running: stillRunning(ledger), back: backCreates(ledger) }).toEqual({
    twice: [],
    running: [],
    back: [],
  });
  expect(effectiveTurns(ledger)).toHaveLength(scene.fleet.cells.length * 2);
}

const inFlight = (scene: Scene, cells: number): Promise<true> =>
  eventually(
    `${cells} cells touched and one in flight`,
    () => (touchedBy(scene).length >= cells && stillRunning(scene.ledger()).length > 0 ? true : undefined),
    120_000,
  );

it('S16: a worker killed while cells are in flight: the rollout completes, each cell deployed once', async () => {
  const scene = stage.scene(0);
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await inFlight(scene, 1);
  await killWorker();
  await inFlight(scene, 3);
  await killWorker();
  await expectOutcome(rollout, 'completed');
  expectEverywhereOnce(scene);
}, 300_000);

it('S6: a worker killed in a bake: the bake goes on, and the rollout completes', async () => {
  const scene = stage.scene(1);
  const rollout = await startRollout(scene, { policy: shortBakes({ oneBoxMs: 6_000 }) });
  await rollout.untilPhase('baking');
  await killWorker();
  await expectOutcome(rollout, 'completed');
  expectEverywhereOnce(scene);
}, 300_000);

it('S13, S16: a worker killed while cells go back: all of them get there, each once', async () => {
  const scene = stage.scene(2);
  const rollout = await startRollout(scene, { policy: shortBakes({ soakMs: 600_000 }) });
  await rollout.untilPhase('soaking');
  await rollout.say('rollBack');
  await eventually(
    'cells on their way back',
    () => (backCreates(scene.ledger()).length > 0 ? true : undefined),
    60_000,
  );
  await killWorker();
  await expectRolledBack(rollout);
  expect(backCreates(scene.ledger())).toHaveLength(scene.fleet.cells.length * 2);
}, 300_000);

it('S16: Temporal killed while cells are in flight and started again on its file: the rollout completes', async () => {
  const scene = stage.scene(3);
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await inFlight(scene, 2);
  await temporalDiesAndComesBack();
  await expectOutcome(rollout, 'completed');
  expectEverywhereOnce(scene);
}, 300_000);

it('S13: Temporal killed while cells go back and started again on its file: all of them get there', async () => {
  const scene = stage.scene(4);
  const rollout = await startRollout(scene, { policy: shortBakes({ oneAzMs: 600_000 }) });
  await rollout.until('the AZ to bake', ({ waves }) => waves[2]?.phase === 'baking');
  await rollout.say('rollBack');
  await eventually(
    'cells on their way back',
    () => (backCreates(scene.ledger()).length > 0 ? true : undefined),
    60_000,
  );
  await temporalDiesAndComesBack();
  await expectRolledBack(rollout);
}, 300_000);

/** The same ports, so that clients and workers find it by themselves, as they do in production. */
async function temporalDiesAndComesBack(): Promise<void> {
  const before = stage;
  const { temporal, folder } = before;
  temporal.kill('SIGKILL');
  await temporal.ended;
  await temporal.stop();
  const restarted = await startEmbeddedTemporal({
    stateFolder: `${folder}/state`,
    searchAttributes: await ourSearchAttributes(),
    report: () => undefined,
    ports: { kind: 'exactly', ports: temporal.ports },
  });
  stage = { ...before, temporal: restarted, stop: () => restarted.stop().then(before.stop) };
}
