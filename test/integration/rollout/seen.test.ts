import { SEARCH_ATTRIBUTES as A } from '../../../workflows/contract/search-attributes';
import { cellIdOf, firstCell, startRollout, waveIdOf, waveOf, type Running } from '../../support/a-running-rollout';
import { startStage, type Stage } from '../../support/a-stage';
import { eventually } from '../../support/eventually';
import { expectOutcome } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';

/** What can be read of a rollout by those who look: lists, pages, and whoever comes when no worker is left. */
let stage: Stage;
let rollout: Running;
beforeAll(async () => {
  stage = await startStage({ regions: 1 });
  rollout = await startRollout(stage.scene(0), { policy: shortBakes({ regionMs: 30_000 }) });
}, 120_000);
afterAll(() => stage.stop(), 60_000);

it('its lists tell phase, wave and counts while it runs', async () => {
  await rollout.until('the Region to bake', ({ waves }) => waves[3]?.phase === 'baking');
  const seen = await eventually('the list to follow', async () => {
    const { typedSearchAttributes: has, memo } = await rollout.handle.describe();
    return has.get(A.phase) === 'baking' ? { has, memo } : undefined;
  });
  const { service } = stage.scene(0).fleet;
  const keys = [A.service, A.region, A.release, A.outcome, A.cellsTotal] as const;
  expect(keys.map((key) => seen.has.get(key))).toEqual([service, 'us-west-2', stage.scene(0).version, undefined, 4]);
  expect(seen.memo).toMatchObject({ phase: 'baking' });
  const cell = stage.client.workflow.getHandle(cellIdOf(rollout, firstCell(rollout)));
  expect((await cell.describe()).typedSearchAttributes.get(A.cell)).toBe(firstCell(rollout));
}, 180_000);

/** DESIGN 15. Own and parent's of one cell; a bake's on its wave, whatever its length. */
it('a cell costs at most 20 events, a bake at most 120', async () => {
  await expectOutcome(rollout, 'completed');
  const last = waveOf(rollout, 3);
  const events = async (id: string): Promise<number> =>
    (await stage.client.workflow.getHandle(id).fetchHistory()).events?.length ?? 0;
  const own = await Promise.all(last.cells.map(({ name }) => events(cellIdOf(rollout, name))));
  const { events: ofWave = [] } = await stage.client.workflow.getHandle(waveIdOf(rollout, last.name)).fetchHistory();
  const ofCells = (ofWave ?? []).filter((event) => JSON.stringify(event).includes('ChildWorkflowExecution')).length;
  for (const count of own) expect(count).toBeLessThanOrEqual(16);
  expect(ofCells / last.cells.length).toBeLessThanOrEqual(4);
  // The bake begins when the last of its cells has ended.
  const lastEnd = (ofWave ?? []).findLastIndex((event) => event.childWorkflowExecutionCompletedEventAttributes);
  expect((ofWave ?? []).length - lastEnd).toBeLessThanOrEqual(120);
}, 180_000);

it('its result, memo and attributes can be read when no worker is left', async () => {
  await stage.stopWorkers();
  const { outcome, story } = await rollout.result();
  expect(outcome).toBe('completed');
  expect(story.at(-1)).toContain('4 of 4 cells');
  const { typedSearchAttributes: has, memo } = await rollout.handle.describe();
  expect([has.get(A.phase), has.get(A.outcome)]).toEqual(['closed', 'completed']);
  expect(memo).toMatchObject({ outcome: 'completed', cells: '4 of 4' });
}, 60_000);
