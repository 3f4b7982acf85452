import type { BaselineReading } from '../../../../waves/baseline';
import { doubtIn } from '../../../../waves/rollout/reread';
import { record } from '../../../../waves/rollout/record';
import { recordWave } from '../../../../waves/rollout/record-wave';
import { cellsToReturn } from '../../../../waves/rollout/touched';
import { reportOf, resultOf } from '../../../../waves/rollout/wave-report';
import { releaseRevision } from '../../../support/a-deploy-order';
import { PLANNED_AT } from '../../../support/a-plan';
import { anOpenPlan, aResult, aRollout, aWaveState, started } from '../../../support/a-rollout-state';

const plan = anOpenPlan();
const NUMBER = 4;
const cells = plan.waves[NUMBER - 1]?.cells ?? [];
const [moved] = cells.map(({ name }) => name);
if (moved === undefined) throw new Error('the plan has no fourth wave');

const deployed = (deploymentId: string): BaselineReading => ({
  kind: 'deployed',
  deploymentId,
  revision: releaseRevision,
});
const baselinesOf = (id: string, names: readonly string[]) =>
  cells
    .filter(({ name }) => names.includes(name))
    .map(({ name, groups }) => ({
      cell: name,
      groups: groups.map(({ deploymentGroup }) => ({ deploymentGroup, baseline: deployed(id) })),
    }));

const [reread] = baselinesOf('d-by-hand', [moved]);
if (reread === undefined) throw new Error('the cell has no baseline');
const all = cells.map(({ name }) => name);
const running = aRollout(
  plan,
  { kind: 'baselines-read', wave: NUMBER, baselines: baselinesOf('d-1', all), at: PLANNED_AT },
  started(NUMBER),
);
const wave = recordWave(aWaveState(plan, NUMBER), { kind: 'baseline-reread', baselines: reread });

/** Every cell of the wave with the deployment it returns to. */
function waysBack(state: typeof running): readonly (readonly [string, string])[] {
  return cellsToReturn(state).flatMap(({ cell, groups }) =>
    groups.map(({ baseline }) => [cell.name, baseline.kind === 'deployed' ? baseline.deploymentId : 'none'] as const),
  );
}

const expected = cells.flatMap(({ name, groups }) =>
  groups.map(() => [name, name === moved ? 'd-by-hand' : 'd-1'] as const),
);

describe('S12: a baseline that was read again', () => {
  it('is where its cell returns to when the wave has ended, and no other', () => {
    const { reread: told } = resultOf(wave, 'passed', PLANNED_AT);
    const result = { ...aResult(plan, NUMBER), ...(told === undefined ? {} : { reread: told }) };
    const ended = record(running, { kind: 'wave-ended', result, at: PLANNED_AT });
    expect([...waysBack(ended)].sort()).toEqual([...expected].sort());
  });

  it('is all there is where the wave`s own reading is not known', () => {
    const unread = aRollout(plan, started(NUMBER));
    const told = record(unread, { kind: 'wave-reported', report: reportOf(wave), at: PLANNED_AT });
    expect(told.waves[NUMBER - 1]?.baselines?.map(({ cell }) => cell)).toEqual([moved]);
  });

  it('is known to the rollout before the cell is begun again, also when the wave is lost', () => {
    const told = record(running, { kind: 'wave-reported', report: reportOf(wave), at: PLANNED_AT });
    const lost = record(told, { kind: 'wave-lost', wave: NUMBER, detail: 'terminated', at: PLANNED_AT });
    expect([...waysBack(lost)].sort()).toEqual([...expected].sort());
  });

  it('is not spoken of by waves that read none', () => {
    expect(reportOf(aWaveState(plan, NUMBER))).not.toHaveProperty('reread');
    expect(resultOf(aWaveState(plan, NUMBER), 'passed', PLANNED_AT)).not.toHaveProperty('reread');
  });

  it('is nothing to return to while any group is in doubt', () => {
    expect(doubtIn(reread)).toBeUndefined();
    const doubtful = { kind: 'untrusted', why: 'd-2 failed', lastSuccessful: { kind: 'none' } } as const;
    const groups = reread.groups.map((group) => ({ ...group, baseline: doubtful }));
    expect(doubtIn({ ...reread, groups })).toContain('d-2 failed');
  });
});
