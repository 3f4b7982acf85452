import type { GroupOrder, TouchedCell } from '../../../activities/activities';
import { mergeTouched } from '../../../runtime/merge-touched';
import { resumeReturn } from '../../../waves/rollout/resume-return';
import { cellsToReturn } from '../../../waves/rollout/touched';
import { releaseRevision } from '../../support/a-deploy-order';
import { aPlan } from '../../support/a-plan';

const plan = aPlan().build();
const cause = { kind: 'person', word: { by: 'ana', reason: 'smells', at: 0 } } as const;

/** The first cell as its waves touched it: its one-box in the first, the rest of it in the second. */
const firstCell = plan.waves[0]?.cells[0]?.name ?? '';
const touches = plan.waves.slice(0, 2).map((wave): TouchedCell => {
  const groups = wave.cells.find(({ name }) => name === firstCell)?.groups ?? [];
  return {
    cell: firstCell,
    wave: wave.number,
    rounds: 0,
    groups: groups.map((group) => ({
      ...group,
      baseline: baselineOf(group.deploymentGroup),
      release: releaseRevision,
    })),
  };
});

function baselineOf(id: string): GroupOrder['baseline'] {
  return { kind: 'deployed', deploymentId: `d-${id}`, revision: releaseRevision };
}

describe('what an earlier run had touched', () => {
  test('S10: the way back has the groups of both waves of the first cell, each with its baseline', () => {
    const state = resumeReturn({ plan, touched: mergeTouched(touches), cause, at: 1_000 });
    const orders = cellsToReturn(state).filter(({ cell }) => cell.name === firstCell);
    expect(touches.flatMap(({ groups }) => groups)).toHaveLength(2);
    expect(orders).toHaveLength(1);
    expect(orders[0]?.groups.map(({ deploymentGroup, baseline }) => [deploymentGroup, baseline])).toEqual(
      [...touches]
        .reverse()
        .flatMap(({ groups }) => groups.map(({ deploymentGroup }) => [deploymentGroup, baselineOf(deploymentGroup)])),
    );
  });

  test('S12: a cell that was begun again after somebody had moved it returns to what they put there', () => {
    const byHand = { kind: 'deployed', deploymentId: 'd-by-hand', revision: releaseRevision } as const;
    const again = touches.slice(1).map((touch): TouchedCell => ({
      ...touch,
      groups: touch.groups.map((group) => ({ ...group, baseline: byHand })),
    }));
    const merged = mergeTouched([...touches, ...again]);
    expect(merged.map(({ groups }) => groups.map(({ baseline }) => baseline))).toEqual([
      [byHand],
      touches[0]?.groups.map(({ deploymentGroup }) => baselineOf(deploymentGroup)),
    ]);
  });

  test('S12: a cell that was begun again keeps its baseline when nothing newer is known, and counts its rounds', () => {
    const again = touches.map((touch): TouchedCell => ({
      ...touch,
      rounds: 1,
      groups: touch.groups.map((group) => ({ ...group, baseline: { kind: 'none' } })),
    }));
    const merged = mergeTouched([...touches, ...again]);
    expect(merged.map(({ wave, rounds }) => [wave, rounds])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(merged.flatMap(({ groups }) => groups).map(({ baseline }) => baseline.kind)).toEqual([
      'deployed',
      'deployed',
    ]);
    const [order] = cellsToReturn(resumeReturn({ plan, touched: merged, cause, at: 1_000 }));
    expect(order?.rounds).toBe(1);
  });
});
