import { createReadBaselines } from '../../../activities/read-baselines';
import type { PlannedCell } from '../../../waves/plan';
import { baselineOrder, baselinesIn } from '../../../workflows/contract/packed-baselines';
import { aRolloutRef } from '../../support/a-deploy-order';
import { aDeployScene, type DeployScene } from '../../support/a-deploy-scene';
import { runActivity } from '../../support/run-activity';

describe('the baselines of a wave', () => {
  let scene: DeployScene;
  afterEach(() => scene.stop());

  const read = async (cells: readonly PlannedCell[]) => {
    const order = baselineOrder(aRolloutRef, cells);
    const run = await runActivity(createReadBaselines(scene.ports), order, { clock: scene.clock });
    return baselinesIn(run.result);
  };

  test('S12: are what CodeDeploy deployed last, with success', async () => {
    scene = await aDeployScene(['one-box', 'rest']);
    const [baselines] = await read([scene.cell]);
    expect(baselines?.groups.map(({ deploymentGroup, baseline }) => [deploymentGroup, baseline.kind])).toEqual([
      ['one-box', 'deployed'],
      ['rest', 'deployed'],
    ]);
  });

  test('S12: of many cells are asked for and answered packed, and are the same', async () => {
    scene = await aDeployScene();
    const many = Array.from({ length: 30 }, (_, at) => ({ ...scene.cell, name: `${scene.cell.name}-${at}` }));
    expect(baselineOrder(aRolloutRef, many)).not.toHaveProperty('cells');
    const [one] = await read([scene.cell]);
    expect(await read(many)).toEqual(many.map(({ name }) => ({ ...one, cell: name })));
  });

  test('S27: a cell whose role is gone is named, and the others are read all the same', async () => {
    scene = await aDeployScene();
    const gone = { ...scene.cell, name: 'gone', roleArn: `${scene.cell.roleArn}-gone` };
    const [good, bad] = await read([scene.cell, gone]);
    expect(good?.groups[0]?.baseline.kind).toBe('deployed');
    expect(bad).toMatchObject({ cell: 'gone', groups: [{ baseline: { kind: 'untrusted' } }] });
  });

  test('S27: a cell whose group is gone is named', async () => {
    scene = await aDeployScene();
    scene.sandbox.world.cells[0]?.applications.get('app')?.groups.delete('rest');
    const [bad] = await read([scene.cell]);
    const reading = bad?.groups[0]?.baseline;
    expect(reading).toMatchObject({ kind: 'untrusted', lastSuccessful: { kind: 'none' } });
    expect(reading?.kind === 'untrusted' ? reading.why : '').toContain('it has vanished');
  });

  test('S28: a role that leads into another account is an error, and nobody vouches for it', async () => {
    scene = await aDeployScene();
    const stranger = { ...scene.cell, account: '999900000001' };
    await expect(read([stranger])).rejects.toMatchObject({ nonRetryable: true });
  });
});
