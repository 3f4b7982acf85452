import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';

describe('a cell on its way forward', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  test('deploys one-box, then rest, in few calls', async () => {
    scene = await aDeployScene(['one-box', 'rest']);
    const { result } = await scene.deploy(scene.order());
    expect(result.kind).toBe('deployed');
    expect(result.groups.map(({ deploymentGroup, outcome }) => [deploymentGroup, outcome])).toEqual([
      ['one-box', 'succeeded'],
      ['rest', 'succeeded'],
    ]);
    expect([scene.running('one-box'), scene.running('rest')]).toEqual([['app-v2.zip'], ['app-v2.zip']]);
  });

  test('S16: a create whose answer is lost is adopted, not sent again', async () => {
    scene = await aDeployScene();
    scene.sandbox.faults.add({
      where: { operation: 'CreateDeployment' },
      effect: { kind: 'cut-after' },
      limit: { kind: 'count', count: 1 },
    });
    const { result } = await scene.deploy(scene.order());
    expect(result.kind).toBe('deployed');
    expect(created(scene)).toHaveLength(1);
  });
});

export function created(scene: DeployScene, ours = true): readonly string[] {
  return scene.sandbox.ledger
    .entries()
    .flatMap((entry) =>
      entry.kind === 'deployment-created' && entry.description.startsWith('cellwave:') === ours ? [entry.key] : [],
    );
}
