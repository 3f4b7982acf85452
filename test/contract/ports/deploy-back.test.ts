import type { DeployOrder } from '../../../activities/activities';
import { aDeployPolicy } from '../../support/a-deploy-order';
import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';
import { ourCreates, recorded } from '../../support/a-ledger-reading';
import { aWorld } from '../../support/a-world';

const V1 = 'app-v1.zip';
const V2 = 'app-v2.zip';
const once = { kind: 'count', count: 1 } as const;

describe('a cell on its way back', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  const back = (more: Partial<DeployOrder> = {}): DeployOrder => ({ ...scene.order({ direction: 'back' }), ...more });

  /** Forward begun and left in the middle, as a cancel between two attempts leaves it. */
  async function forwardInFlight(): Promise<void> {
    scene.sandbox.outcomes.set(V2, { kind: 'hangs', afterInstances: 1 });
    await expect(scene.deploy(scene.order(), { maxAttempts: 1 })).rejects.toThrow('not over');
    expect(recorded(scene, 'deployment-created').filter(({ key }) => key === V2)).toHaveLength(1);
  }

  test('S11: a deployed cell returns to its recorded baseline, group by group', async () => {
    scene = await aDeployScene(['one-box', 'rest']);
    await scene.deploy(scene.order());
    const { result } = await scene.deploy(back());
    expect(result).toMatchObject({ kind: 'returned', groups: [{ outcome: 'succeeded' }, { outcome: 'succeeded' }] });
    expect([scene.running('one-box'), scene.running('rest')]).toEqual([[V1], [V1]]);
  });

  test('S11: a deployment in flight is stopped first, then the baseline is put back', async () => {
    scene = await aDeployScene();
    await forwardInFlight();
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(recorded(scene, 'deployment-ended').map(({ key, status }) => [key, status])).toEqual([
      [V2, 'Stopped'],
      [V1, 'Succeeded'],
    ]);
    expect(scene.running()).toEqual([V1]);
  });

  test('S10: groups that were never touched are left as they are', async () => {
    scene = await aDeployScene(['one-box', 'rest']);
    scene.sandbox.outcomes.set(V2, { kind: 'fails', afterInstances: 0, errorCode: 'HEALTH_CONSTRAINTS', message: 'x' });
    await scene.deploy(scene.order());
    const { result } = await scene.deploy(back());
    expect(result).toMatchObject({ kind: 'returned', groups: [{ outcome: 'succeeded' }, { outcome: 'untouched' }] });
    expect(recorded(scene, 'deployment-created').map(({ group }) => group)).toEqual(['one-box', 'one-box']);
  });

  test('S16: asked twice, it returns once', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    const first = await scene.deploy(back());
    const second = await scene.deploy(back());
    expect(second.result).toEqual(first.result);
    expect(ourCreates(scene)).toEqual([V2, V1]);
  });

  test.each([
    ['its answer is lost', { kind: 'cut-after' }],
    ['it never arrives', { kind: 'cut-before' }],
    ['its answer cannot be read', { kind: 'server-error', body: 'html' }],
    ['it is throttled', { kind: 'throttle' }],
  ] as const)('S16: one create takes effect though %s', async (_, effect) => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    scene.sandbox.faults.add({ where: { operation: 'CreateDeployment' }, effect, limit: once });
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(ourCreates(scene)).toEqual([V2, V1]);
  });

  test('S17: a forward deployment that lands after the return is stopped and taken back again', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    await scene.deploy(back());
    const late = (await scene.deployments()).find(({ description }) => description.includes(' forward '));
    expect(late).toBeDefined();
    scene.sandbox.outcomes.set(V2, { kind: 'hangs' });
    await scene.createAs(late?.description ?? '', V2);
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(scene.running()).toEqual([V1]);
    const [newest] = await scene.deployments();
    expect(newest?.description).toContain(' back ');
  });

  test('S14: a return that fails is begun anew, then reported', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    scene.sandbox.outcomes.set(V1, { kind: 'fails', afterInstances: 0, errorCode: 'HEALTH_CONSTRAINTS', message: 'x' });
    const { result } = await scene.deploy(back());
    expect(result).toMatchObject({ kind: 'unknown' });
    expect(result.kind === 'unknown' && result.why).toContain('HEALTH_CONSTRAINTS');
    expect(ourCreates(scene)).toEqual([V2, V1, V1, V1]);
  });

  test('S14: a return that fails once succeeds in its next try', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    failOnce(scene, V1);
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(ourCreates(scene)).toEqual([V2, V1, V1]);
  });

  test('S14: a cell that cannot be entered is reported unknown in the end', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    scene.sandbox.faults.add({
      where: { service: 'codedeploy' },
      effect: { kind: 'access-denied' },
      limit: { kind: 'always' },
    });
    const { result } = await scene.deploy(back());
    expect(result).toMatchObject({ kind: 'unknown', groups: [{ outcome: 'unknown' }] });
  });

  test('S14: a cell that never answers is reported unknown in the end', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    scene.sandbox.faults.add({
      where: { service: 'codedeploy' },
      effect: { kind: 'throttle' },
      limit: { kind: 'always' },
    });
    const { result } = await scene.deploy(back({ deploy: { ...aDeployPolicy, timeoutMs: 30_000 } }));
    expect(result.kind).toBe('unknown');
  });

  test('S13: a red alarm of the group does not stop the way back', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    await scene.configureGroup({ alarms: ['errors'], autoRollback: ['DEPLOYMENT_STOP_ON_ALARM'] });
    scene.sandbox.alarmStates.set('errors', 'ALARM');
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(recorded(scene, 'deployment-created').map(({ creator }) => creator)).toEqual(['user', 'user']);
  });

  test("S11: CodeDeploy's own rollback is followed, and enough when it put the baseline there", async () => {
    scene = await aDeployScene();
    await scene.configureGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] });
    scene.sandbox.outcomes.set(V2, { kind: 'fails', afterInstances: 1, errorCode: 'HEALTH_CONSTRAINTS', message: 'x' });
    const forward = await scene.deploy(scene.order());
    expect(forward.result.kind).toBe('failed');
    expect(recorded(scene, 'deployment-ended').map(({ creator }) => creator)).toEqual(['user', 'codeDeployRollback']);
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(ourCreates(scene)).toEqual([V2]);
    expect(scene.running()).toEqual([V1]);
  });

  test('a cell that somebody moved elsewhere is left alone and reported', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    const foreign = await scene.foreignDeploy('app-other.zip');
    await scene.settled();
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('moved');
    expect(result.kind === 'moved' && result.why).toContain(foreign);
    expect(scene.running()).toEqual(['app-other.zip']);
  });

  test('S10: a foreign deployment that failed over our release does not hide it', async () => {
    scene = await aDeployScene();
    await scene.deploy(scene.order());
    scene.sandbox.outcomes.set('app-other.zip', {
      kind: 'fails',
      afterInstances: 0,
      errorCode: 'SCRIPT_FAILED',
      message: 'x',
    });
    await scene.foreignDeploy('app-other.zip');
    const { result } = await scene.deploy(back());
    expect(result.kind).toBe('returned');
    expect(scene.running()).toEqual([V1]);
  });

  describe('without a baseline', () => {
    const world = () => aWorld({ baseline: undefined });

    test('leave: the first deployment ever is let end, and stays', async () => {
      scene = await aDeployScene(['rest'], { world: world() });
      await scene.deploy(scene.order(), { maxAttempts: 1 }).catch(() => undefined);
      const { result } = await scene.deploy(back());
      expect(result.kind).toBe('left');
      expect(scene.running()).toEqual([V2]);
    });

    test('stop: the first deployment ever is stopped, what it did stays', async () => {
      scene = await aDeployScene(['rest'], { world: world() });
      await forwardInFlight();
      const { result } = await scene.deploy(back({ firstDeployment: 'stop' }));
      expect(result.kind).toBe('left');
      expect(recorded(scene, 'deployment-ended').map(({ status }) => status)).toEqual(['Stopped']);
      expect(ourCreates(scene)).toEqual([V2]);
    });
  });
});

/** The sandbox asks once per deployment what becomes of it. */
function failOnce({ sandbox: { outcomes } }: DeployScene, key: string): void {
  const ask = outcomes.get.bind(outcomes);
  outcomes.set(key, { kind: 'fails', afterInstances: 0, errorCode: 'HEALTH_CONSTRAINTS', message: 'once' });
  outcomes.get = (asked) => {
    const outcome = ask(asked);
    if (asked === key) outcomes.delete(key);
    return outcome;
  };
}
