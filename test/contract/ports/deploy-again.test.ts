import type { DeployOrder } from '../../../activities/activities';
import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';
import { ourCreates } from '../../support/a-ledger-reading';

const V1 = 'app-v1.zip';
const V2 = 'app-v2.zip';

describe('a cell that was turned round and is begun again', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  const forward = (generation: number): DeployOrder => ({ ...scene.order(), generation });
  const back = (generation: number): DeployOrder => ({ ...scene.order({ direction: 'back' }), generation });

  test('its own way back is the baseline of its next way forward', async () => {
    scene = await aDeployScene();
    await scene.deploy(forward(0));
    await scene.deploy(back(1));
    const { result } = await scene.deploy(forward(2));
    expect(result.kind).toBe('deployed');
    expect(ourCreates(scene)).toEqual([V2, V1, V2]);
  });

  test('S11: and of its next way back', async () => {
    scene = await aDeployScene();
    await scene.deploy(forward(0));
    await scene.deploy(back(1));
    await scene.deploy(forward(2));
    const { result } = await scene.deploy(back(3));
    expect(result.kind).toBe('returned');
    expect(scene.running()).toEqual([V1]);
    expect(ourCreates(scene)).toEqual([V2, V1, V2, V1]);
  });

  test('S10: what its last way back put there is not put there again', async () => {
    scene = await aDeployScene();
    await scene.deploy(forward(0));
    await scene.deploy(back(1));
    const { result } = await scene.deploy(back(3));
    expect(result).toMatchObject({ kind: 'returned', groups: [{ outcome: 'untouched' }] });
    expect(ourCreates(scene)).toEqual([V2, V1]);
  });

  test('S11: a way back that was told of too few rounds takes the last one back all the same', async () => {
    scene = await aDeployScene();
    await scene.deploy(forward(0));
    await scene.deploy(back(1));
    await scene.deploy(forward(2));
    const { result } = await scene.deploy(back(1));
    expect(result.kind).toBe('returned');
    expect(scene.running()).toEqual([V1]);
  });

  test('a way back of its own generation is no baseline', async () => {
    scene = await aDeployScene();
    await scene.deploy(forward(0));
    await scene.deploy(back(1));
    const { result } = await scene.deploy(forward(1));
    expect(result).toMatchObject({ kind: 'not-started', because: 'baseline-moved' });
  });
});
