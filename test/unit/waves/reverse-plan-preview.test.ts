import { aFleet } from '../../support/a-fleet';
import { aPlan } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';
import { previewReturn } from '../../../waves/reverse-plan-preview';

const fleet = aFleet().withCellsPerAz(2, 2, 802);
const plan = aPlan().of(fleet).build();
const order = [...new Set(plan.waves.map(({ azId }) => azId))].reverse();

test('S10: takes back newest wave first, AZ by AZ, each cell once', () => {
  const { steps, undoable } = previewReturn(plan, new Set());
  expect(steps.map(({ azIds }) => azIds)).toEqual(order.map((azId) => [azId]));
  expect(steps.flatMap(({ waves }) => waves)).toEqual(plan.waves.map(({ name }) => name).reverse());
  const cells = steps.flatMap((step) => step.cells);
  expect(cells).toHaveLength(806);
  expect(new Set(cells).size).toBe(806);
  expect(undoable).toEqual({ kind: 'always' });
});

test('an emergency takes all AZs at once', () => {
  const emergency = aPlan()
    .of(fleet)
    .under(aPolicy().withRollback({ pace: 'emergency' }))
    .build();
  const { steps } = previewReturn(emergency, new Set());
  expect(steps.map(({ azIds, cells }) => [azIds, cells.length])).toEqual([[order, 806]]);
});

test('names the first wave from which a cell has no way back', () => {
  const [late, later] = plan.waves[3]?.cells.map(({ name }) => name) ?? [];
  const last = plan.waves.at(-1)?.cells[0]?.name ?? '';
  const { undoable } = previewReturn(plan, new Set([last, later ?? '', late ?? '']));
  expect(undoable).toEqual({
    kind: 'until',
    wave: plan.waves[3]?.name,
    cells: [late, later].filter((name) => name !== undefined),
  });
});
