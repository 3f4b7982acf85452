import type { RolloutEvent } from '../../../../waves/rollout/rollout-state';
import { rolloutChanges } from '../../../../workflows/present/rollout-attributes';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aPolicy } from '../../../support/a-policy';
import { aRolloutOf, baking, passed, RED, refOf } from '../../../support/a-watched-rollout';

const plan = aPlan().under(aPolicy().alwaysOpen()).build();
const HOUR_MS = 3_600_000;

function changesOf(events: readonly RolloutEvent[], at = PLANNED_AT) {
  const changes = rolloutChanges({ ref: refOf(plan), state: aRolloutOf(plan, ...events), at, isFirst: false });
  return { ...changes, of: Object.fromEntries(changes.attributes.map(({ key, value }) => [key.name, value])) };
}

describe('what lists say of a rollout', () => {
  it('is written when the phase changes, not with every look', () => {
    const now = changesOf(baking(plan, 2));
    expect(changesOf(baking(plan, 2), PLANNED_AT + HOUR_MS).key).toBe(now.key);
    expect(changesOf(passed(plan, 2)).key).not.toBe(now.key);
  });

  it('holds phase, wave, cells and the earliest end of the bake', () => {
    const { of } = changesOf(baking(plan, 2, HOUR_MS / 2));
    expect(of).toMatchObject({ CwPhase: 'baking', CwWave: 'w02-one-cell', CwCellsTotal: 6, CwNeedsAttention: false });
    expect(of['CwBakeEndsAt']).toEqual(new Date(PLANNED_AT + HOUR_MS / 2));
  });

  it('follows a bake that was made longer', () => {
    const longer = { kind: 'bake-extended', wave: 'w02-one-cell', byMs: HOUR_MS } as const;
    const { of, key } = changesOf([...baking(plan, 2), longer]);
    expect(key).not.toBe(changesOf(baking(plan, 2)).key);
    expect(of['CwBakeEndsAt']).toEqual(new Date(PLANNED_AT + 2 * HOUR_MS));
  });

  it('has no end of a bake while nothing bakes', () => {
    const word = { by: 'ada', reason: 'lunch', at: PLANNED_AT };
    expect(changesOf([...baking(plan, 2), { kind: 'paused', word }]).of['CwBakeEndsAt']).toBeNull();
  });

  it('counts no cell as done that was taken back, and calls a person when one is unknown', () => {
    const events: readonly RolloutEvent[] = [
      ...passed(plan, 2),
      { kind: 'return-asked', cause: { kind: 'verdict', verdict: RED }, at: PLANNED_AT },
    ];
    const cell = plan.waves[0]?.cells[0]?.name ?? '';
    const returned = (end: 'returned' | 'unknown'): RolloutEvent => ({
      kind: 'returned',
      cells: [{ cell, end, why: end === 'unknown' ? 'cannot be read' : undefined }],
      at: PLANNED_AT,
    });
    expect(changesOf([...events, returned('returned')]).of).toMatchObject({ CwCellsDone: 0, CwNeedsAttention: false });
    expect(changesOf([...events, returned('unknown')]).of).toMatchObject({ CwNeedsAttention: true });
  });

  it('leaves in the memo what to read and type when no worker is up', () => {
    const word = { by: 'ada', reason: 'lunch', at: PLANNED_AT };
    const { memo } = changesOf([...passed(plan, 1), { kind: 'paused', word }]);
    expect(memo).toMatchObject({ phase: 'paused', why: 'paused by ada: lunch', cells: '0 of 6' });
    expect(memo['command']).toContain('cellwave resume');
  });
});
