import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';
import { aDeployPolicy } from '../../support/a-deploy-order';
import { aWorld } from '../../support/a-world';
import { ourCreates, recorded } from '../../support/a-ledger-reading';

const once = { kind: 'count', count: 1 } as const;
const V2 = 'app-v2.zip';

describe('a cell on its way forward', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  test('deploys one-box, then rest', async () => {
    scene = await aDeployScene(['one-box', 'rest']);
    const { result } = await scene.deploy(scene.order());
    expect(result.kind).toBe('deployed');
    expect(result.groups.map(({ deploymentGroup, outcome }) => [deploymentGroup, outcome])).toEqual([
      ['one-box', 'succeeded'],
      ['rest', 'succeeded'],
    ]);
    expect([scene.running('one-box'), scene.running('rest')]).toEqual([[V2], [V2]]);
    const kinds = recorded(scene, 'deployment-ended').map(({ group }) => group);
    expect(kinds).toEqual(['one-box', 'rest']);
  });

  test.each([
    ['its answer is lost', { kind: 'cut-after' }],
    ['it never arrives', { kind: 'cut-before' }],
    ['its answer cannot be read', { kind: 'server-error', body: 'html' }],
    ['it is answered by a server error', { kind: 'server-error', body: 'json' }],
    ['it is throttled', { kind: 'throttle' }],
    ['its credentials have run out', { kind: 'expired-credentials' }],
  ] as const)('S16: one create takes effect though %s', async (_, effect) => {
    scene = await aDeployScene();
    scene.sandbox.faults.add({ where: { operation: 'CreateDeployment' }, effect, limit: once });
    const { result } = await scene.deploy(scene.order());
    expect(result.kind).toBe('deployed');
    expect(ourCreates(scene)).toEqual([V2]);
    expect(scene.running()).toEqual([V2]);
  });

  test('S16: a successor of a dead attempt adopts what that one created', async () => {
    scene = await aDeployScene();
    const first = await scene.deploy(scene.order());
    const again = await scene.deploy(scene.order(), { firstAttempt: 2 });
    expect(again.result).toEqual(first.result);
    expect(ourCreates(scene)).toEqual([V2]);
  });

  test('S16: a successor of a dead attempt that finds nothing creates only 15 s later', async () => {
    scene = await aDeployScene();
    const beganAt = scene.clock.now();
    let createdAfterMs = 0;
    const run = await scene.deploy(scene.order(), {
      firstAttempt: 2,
      before: () => {
        if (ourCreates(scene).length === 0) createdAfterMs = scene.clock.now() - beganAt;
      },
    });
    expect(run.result.kind).toBe('deployed');
    expect(createdAfterMs).toBeGreaterThanOrEqual(15_000);
    expect(createdAfterMs).toBeLessThan(30_000);
  });

  test('S16: an attempt whose checks took 10 s leaves the create to the next one', async () => {
    scene = await aDeployScene();
    const { targets } = scene.ports;
    const slow = {
      at: (place: Parameters<typeof targets.at>[0]) => {
        const target = targets.at(place);
        let looks = 0;
        return {
          ...target,
          readGroup: async (group: string, signal: AbortSignal) => {
            if (looks++ === 0) scene.clock.skip(10_001);
            return target.readGroup(group, signal);
          },
        };
      },
    };
    const run = await scene
      .deployWith({ ...scene.ports, targets: slow }, scene.order(), { maxAttempts: 1 })
      .catch(String);
    expect(run).toContain('making sure that no earlier create was applied');
    expect(ourCreates(scene)).toEqual([]);
  });

  test("somebody else's deployment is waited for, then held", async () => {
    scene = await aDeployScene(['rest'], { pace: { deploymentSeconds: 60 } });
    const foreign = await scene.foreignDeploy('app-other.zip');
    const { result, lines } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'foreign-deployment', touched: false });
    expect(lines[0]).toContain(foreign);
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S12: a group that somebody moved since its baseline was read is not touched', async () => {
    scene = await aDeployScene();
    await scene.foreignDeploy('app-other.zip');
    await scene.settled();
    const { result } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'baseline-moved', touched: false });
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S12: a foreign deployment that ends while it is waited for has moved the baseline', async () => {
    scene = await aDeployScene();
    await scene.foreignDeploy('app-other.zip');
    const { result } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'baseline-moved' });
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S28: a role that leads elsewhere changes nothing', async () => {
    scene = await aDeployScene();
    const order = scene.order();
    const stranger = { ...order, cell: { ...order.cell, account: '999900000001' } };
    await expect(scene.deploy(stranger)).rejects.toMatchObject({ nonRetryable: true, type: 'WrongAccount' });
    expect(ourCreates(scene)).toEqual([]);
  });

  test('S27: a cell whose role is gone is not started', async () => {
    scene = await aDeployScene();
    const order = scene.order();
    const gone = { ...order, cell: { ...order.cell, roleArn: `${order.cell.roleArn}-gone` } };
    const { result } = await scene.deploy(gone);
    expect(result).toMatchObject({ kind: 'not-started', because: 'vanished', touched: false });
  });

  test('S27: a cell whose group is gone is not started', async () => {
    scene = await aDeployScene();
    scene.sandbox.world.cells[0]?.applications.get('app')?.groups.delete('rest');
    const { result } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'vanished', touched: false });
  });

  test('S15: a stop tag for this release keeps every create back', async () => {
    scene = await aDeployScene();
    await scene.tagStop();
    const { result } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'not-started', because: 'stop-tag', touched: false });
    expect(ourCreates(scene)).toEqual([]);
  });

  test('a failed deployment fails the cell and names the reason', async () => {
    scene = await aDeployScene();
    scene.sandbox.outcomes.set(V2, {
      kind: 'fails',
      afterInstances: 0,
      errorCode: 'HEALTH_CONSTRAINTS',
      message: 'too few',
    });
    const { result } = await scene.deploy(scene.order());
    expect(result).toMatchObject({ kind: 'failed', groups: [{ outcome: 'failed' }] });
    expect(result.kind === 'failed' && result.why).toContain('HEALTH_CONSTRAINTS');
  });

  test('a group that fails leaves the next one alone', async () => {
    scene = await aDeployScene(['one-box', 'rest']);
    scene.sandbox.outcomes.set(V2, {
      kind: 'fails',
      afterInstances: 0,
      errorCode: 'HEALTH_CONSTRAINTS',
      message: 'too few',
    });
    const { result } = await scene.deploy(scene.order());
    expect(result.groups.map(({ outcome }) => outcome)).toEqual(['failed', 'untouched']);
    expect(ourCreates(scene)).toEqual([V2]);
  });

  test('Succeeded with a failed instance is no success', async () => {
    scene = await aDeployScene();
    scene.sandbox.outcomes.set(V2, { kind: 'fails', afterInstances: 3, errorCode: 'SCRIPT_FAILED', message: 'exit 1' });
    const { result } = await scene.deploy(scene.order());
    expect(result.kind).toBe('failed');
  });

  test('a deployment that takes too long is stopped and followed to its end', async () => {
    scene = await aDeployScene();
    scene.sandbox.outcomes.set(V2, { kind: 'hangs' });
    const { result } = await scene.deploy(scene.order({ deploy: { ...aDeployPolicy, timeoutMs: 5_000 } }));
    expect(result).toMatchObject({ kind: 'failed', groups: [{ outcome: 'stopped' }] });
    expect(recorded(scene, 'deployment-stop-requested')).toHaveLength(1);
    expect(recorded(scene, 'deployment-ended').map(({ status }) => status)).toEqual(['Stopped']);
  });

  test('the first deployment ever of a group needs no baseline', async () => {
    scene = await aDeployScene(['rest'], { world: aWorld({ baseline: undefined }) });
    expect(scene.baselines).toEqual({ rest: { kind: 'none' } });
    const { result } = await scene.deploy(scene.order());
    expect(result.kind).toBe('deployed');
  });
});
