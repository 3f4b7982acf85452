import { record } from '../../../../waves/rollout/record';
import { startRollout, type RolloutState } from '../../../../waves/rollout/rollout-state';
import { cellsToReturn } from '../../../../waves/rollout/touched';
import { aPlan } from '../../../support/a-plan';

const plan = aPlan().build();
const [oneBox, oneCell] = plan.waves;
const AT = 1_000;
const start = startRollout({ plan, at: AT, trusted: [] });

const watched = {
  verdict: { kind: 'healthy', findings: [], more: 0, rule: 9 },
  carry: { lookedUntilAt: AT, clockOffsetMs: undefined },
  cells: [],
  bakeMs: 0,
  goodMs: 0,
  wallMs: 0,
  cause: undefined,
} as const;

function inFirstWave(): RolloutState {
  return record(start, { kind: 'wave-started', wave: 1, at: AT });
}

describe('a run made by Reset', () => {
  it('stays held when the wave ends that it has told to end', () => {
    const held = record(inFirstWave(), { kind: 'held-by-reset', at: AT });
    const after = record(held, { kind: 'wave-ended', result: { wave: 1, end: 'turned-back', ...watched }, at: AT });
    expect(after.turn).toEqual({ kind: 'none' });
    expect(after.stance).toMatchObject({ kind: 'held', why: { kind: 'reset' } });
  });

  it('goes back when a wave ends that somebody else has cancelled', () => {
    const after = record(inFirstWave(), {
      kind: 'wave-ended',
      result: { wave: 1, end: 'turned-back', ...watched },
      at: AT,
    });
    expect(after.turn).toMatchObject({ kind: 'return', cause: { kind: 'wave-lost' } });
  });

  it('S10: returns what the histories tell of, with the groups of each wave', () => {
    const cells = [oneBox, oneCell].flatMap((wave) => wave?.cells.slice(0, 1) ?? []);
    const touched = cells.map(({ name, groups }, at) => ({
      cell: name,
      wave: at + 1,
      rounds: 0,
      groups: groups.map((group) => ({ ...group, baseline: { kind: 'none' } as const })),
    }));
    const state = record(start, { kind: 'touched-recalled', touched, at: AT });
    const [order] = cellsToReturn(state);
    expect(order?.cell.name).toBe(cells[0]?.name);
    expect(order?.groups.map(({ deploymentGroup }) => deploymentGroup).sort()).toEqual(
      cells.flatMap(({ groups }) => groups.map(({ deploymentGroup }) => deploymentGroup)).sort(),
    );
  });
});
