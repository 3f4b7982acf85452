import { EntryError } from '../../../activities/failures';
import { createReadBaselines } from '../../../activities/read-baselines';
import { baselinesIn } from '../../../workflows/contract/packed-baselines';
import { aRolloutRef } from '../../support/a-deploy-order';
import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';
import { ourCreates } from '../../support/a-ledger-reading';
import { runActivity } from '../../support/run-activity';
import { tamperedTargets } from '../../support/tampered-targets';

const V2 = 'app-v2.zip';
const lost = (): Error => Object.assign(new Error('no answer'), { name: 'TimeoutError' });

describe('a way forward that cannot be sure', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  test('S10: a cell that vanishes after a create in doubt counts as touched', async () => {
    scene = await aDeployScene();
    const ports = tamperedTargets(scene.ports, () => ({
      create: () => {
        scene.sandbox.world.cells[0]?.applications.get('app')?.groups.delete('rest');
        return Promise.reject(lost());
      },
      recent: () => Promise.resolve([]),
    }));
    const { result } = await scene.deployWith(ports, scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'vanished', touched: true });
  });

  test('S10: a cell that can no longer be entered after a create in doubt fails, and so goes back', async () => {
    scene = await aDeployScene();
    let isGone = false;
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const ports = tamperedTargets(scene.ports, (target) => ({
      verifyAccount: (signal) =>
        isGone ? Promise.reject(new EntryError('role is gone', { cause: denied })) : target.verifyAccount(signal),
      create: () => {
        isGone = true;
        return Promise.reject(lost());
      },
      recent: () => Promise.resolve([]),
    }));
    await expect(scene.deployWith(ports, scene.order())).rejects.toMatchObject({
      nonRetryable: true,
      type: 'AccessDenied',
    });
  });

  test('S12: a foreign deployment that began and failed since the baseline was read is noticed', async () => {
    scene = await aDeployScene();
    await foreignFailure();
    const { result } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'baseline-moved', touched: false });
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S12: one that had failed before, and was vouched for, is not', async () => {
    scene = await aDeployScene();
    await foreignFailure();
    const { result } = await scene.deploy(scene.order({ baselines: await vouchedBaselines() }));
    expect(result.kind).toBe('deployed');
    expect(ourCreates(scene)).toEqual([V2]);
  });

  async function foreignFailure(): Promise<void> {
    const fails = { kind: 'fails', afterInstances: 1, errorCode: 'SCRIPT_FAILED', message: 'x' } as const;
    scene.sandbox.outcomes.set('app-other.zip', fails);
    await scene.foreignDeploy('app-other.zip');
    await scene.settled();
  }

  async function vouchedBaselines() {
    const order = { ref: aRolloutRef, cells: [scene.cell] };
    const { result } = await runActivity(createReadBaselines(scene.ports), order, { clock: scene.clock });
    const groups = baselinesIn(result).flatMap((read) => read.groups);
    return Object.fromEntries(
      groups.map(({ deploymentGroup, baseline }) => {
        if (baseline.kind !== 'untrusted') throw new Error('a baseline that nobody needs to vouch for');
        return [deploymentGroup, baseline.lastSuccessful] as const;
      }),
    );
  }
});
