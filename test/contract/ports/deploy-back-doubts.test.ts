import type { DeployOrder } from '../../../activities/activities';
import type { AwsPorts } from '../../../runtime/wiring';
import type { DeployTarget } from '../../../activities/ports/deploy-target.port';
import { aDeployPolicy } from '../../support/a-deploy-order';
import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';
import { ourCreates } from '../../support/a-ledger-reading';
import { tamperedTargets } from '../../support/tampered-targets';

const V1 = 'app-v1.zip';
const V2 = 'app-v2.zip';
const impatient = { ...aDeployPolicy, timeoutMs: 5_000 };

describe('a way back that cannot be sure', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  const back = (more: Partial<DeployOrder> = {}): DeployOrder => ({ ...scene.order({ direction: 'back' }), ...more });

  const tampered = (change: (target: DeployTarget) => Partial<DeployTarget>): AwsPorts =>
    tamperedTargets(scene.ports, change);

  test('S17: waits for a create of which nobody saw the end, and takes it back', async () => {
    scene = await aDeployScene();
    const sent: string[] = [];
    const noting = tampered(() => ({
      create: async ({ description }) => {
        sent.push(description);
        throw Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
      },
    }));
    await scene.deployWith(noting, scene.order()).catch(() => undefined);
    expect(sent).toHaveLength(1);
    const beganAt = scene.clock.now();
    let landed = false;
    const landing = tampered((target) => ({
      readGroup: async (group, signal) => {
        if (!landed && scene.clock.now() - beganAt > 15_000) {
          landed = true;
          await scene.createAs(sent[0] ?? '', V2);
        }
        return target.readGroup(group, signal);
      },
    }));
    const { result } = await scene.deployWith(landing, back());
    expect(result).toMatchObject({ kind: 'returned', groups: [{ outcome: 'succeeded' }] });
    expect(scene.running()).toEqual([V1]);
  });

  test.each([
    ['seen to end', { witnessed: true }, { leastMs: 3_000, mostMs: 15_000 }],
    ['not seen to end', {}, { leastMs: 25_000, mostMs: 40_000 }],
  ] as const)(
    'S17: forward work that was %s lets a group count as untouched in time',
    async (_, seen, { leastMs, mostMs }) => {
      scene = await aDeployScene();
      const beganAt = scene.clock.now();
      const { result } = await scene.deploy(back(seen));
      expect(result).toMatchObject({ kind: 'returned', groups: [{ outcome: 'untouched' }] });
      expect(scene.clock.now() - beganAt).toBeGreaterThanOrEqual(leastMs);
      expect(scene.clock.now() - beganAt).toBeLessThan(mostMs);
    },
  );

  test('S17: an attempt that is told to stop just before its create sends none', async () => {
    scene = await aDeployScene();
    const cancels: (() => void)[] = [];
    let checks = 0;
    const checked = tampered((target) => ({
      verifyAccount: async (signal) => {
        await target.verifyAccount(signal);
        checks += 1;
        if (checks === 2) for (const cancel of cancels) cancel();
      },
    }));
    const before = (_: number, environment: { cancel(): void }): void => void cancels.push(() => environment.cancel());
    await expect(scene.deployWith(checked, scene.order(), { before, maxAttempts: 1 })).rejects.toThrow();
    expect(checks).toBe(2);
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S10: a group that somebody else gave the same release was never ours to take back', async () => {
    scene = await aDeployScene();
    await scene.foreignDeploy(V2);
    await scene.settled();
    const { result } = await scene.deploy(back());
    expect(result).toMatchObject({ kind: 'returned', groups: [{ outcome: 'untouched' }] });
    expect(scene.running()).toEqual([V2]);
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S10: our release that somebody deployed over ours is taken back', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    await scene.foreignDeploy(V2);
    await scene.settled();
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(scene.running()).toEqual([V1]);
  });

  test('S14: an error that nobody knows ends as unknown', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    const broken = tampered(() => ({ readGroup: () => Promise.reject(new TypeError('x is not a function')) }));
    const { result } = await scene.deployWith(broken, back({ deploy: impatient }));
    expect(result).toMatchObject({ kind: 'unknown', why: expect.stringContaining('x is not a function') });
  });

  test('S14: creates that are lost one after the other end as unknown', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    scene.sandbox.faults.add({
      where: { operation: 'CreateDeployment' },
      effect: { kind: 'cut-before' },
      limit: { kind: 'always' },
    });
    const { result } = await scene.deploy(back({ deploy: { ...impatient, foreignWaitMs: 1_000 } }));
    expect(result).toMatchObject({ kind: 'unknown', why: expect.stringContaining('in all the time it had') });
  });

  test("S14: CodeDeploy's own rollback that never ends ends as unknown", async () => {
    scene = await aDeployScene();
    await scene.configureGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] });
    scene.sandbox.outcomes.set(V2, { kind: 'fails', afterInstances: 1, errorCode: 'HEALTH_CONSTRAINTS', message: 'x' });
    scene.sandbox.outcomes.set(V1, { kind: 'hangs' });
    const deaf = tampered(() => ({ stop: () => Promise.resolve() }));
    const forward = await scene.deployWith(deaf, scene.order({ deploy: impatient }));
    expect(forward.result.kind).toBe('failed');
    const { result } = await scene.deployWith(deaf, back({ deploy: impatient }));
    expect(result).toMatchObject({ kind: 'unknown', why: expect.stringContaining('did not stop in time') });
  });
});
