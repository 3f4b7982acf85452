import { cellsToReturn } from '../../../../waves/rollout/touched';
import type { RolloutEvent } from '../../../../waves/rollout/rollout-state';
import { PLANNED_AT } from '../../../support/a-plan';
import { anOpenPlan, aRollout, aWord, passedUpTo, started } from '../../../support/a-rollout-state';

const plan = anOpenPlan();
const third = plan.waves[2];
const [out, ...rest] = third?.cells.map(({ name }) => name) ?? [];
const lost: RolloutEvent = { kind: 'wave-lost', wave: 3, detail: 'terminated', at: PLANNED_AT + 9 };
const exempt = (at: number): RolloutEvent => ({ kind: 'exempted', cell: out ?? '', word: aWord({ at }) });

describe('a wave that was lost', () => {
  const owed = (...events: readonly RolloutEvent[]): readonly string[] =>
    cellsToReturn(aRollout(plan, ...passedUpTo(plan, 2), ...events))
      .filter(({ wave }) => wave === 3)
      .map(({ cell }) => cell.name);

  it('S10: owes the return of every cell that it may have touched', () => {
    expect(owed(started(3), lost)).toEqual([out, ...rest]);
  });

  it('S10: owes nothing for a cell that was exempted before it began', () => {
    expect(owed(exempt(PLANNED_AT - 1), started(3), lost)).toEqual(rest);
  });

  it('S10: owes a cell that was exempted while it ran: it may have been touched', () => {
    expect(owed(started(3), exempt(PLANNED_AT + 5), lost)).toEqual([out, ...rest]);
  });
});
