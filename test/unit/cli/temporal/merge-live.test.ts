import { mergeLive } from '../../../../cli/temporal/merge-live';
import type { Live } from '../../../../cli/temporal/read-live';
import type { CellStage } from '../../../../waves/rollout/cell-stage';
import { startReturn } from '../../../../waves/rollout/return-state';
import { statusOf, type RolloutStatus } from '../../../../waves/rollout/status';
import { cellsToReturn } from '../../../../waves/rollout/touched';
import type { WaveState } from '../../../../waves/rollout/wave-state';
import { PLANNED_AT } from '../../../support/a-plan';
import { anOpenScene, aRollout, aWaveState, passedUpTo, started, TOUCH } from '../../../support/a-rollout-state';

const { plan, first } = anOpenScene();
const EXEMPT: CellStage = { kind: 'exempt', by: 'ann', reason: 'being rebuilt' };

const running = (wave: number): RolloutStatus =>
  statusOf(
    { rollout: 'r', rehearsal: false },
    aRollout(plan, ...passedUpTo(plan, wave - 1), started(wave)),
    PLANNED_AT,
  );
const live = (change: Partial<Live>): Live => ({
  wave: undefined,
  returning: undefined,
  watches: [],
  readingTrouble: undefined,
  inFlight: [],
  ...change,
});

/** A wave all whose cells stand alike. */
function waveAt(number: number, stage: CellStage): WaveState {
  const wave = aWaveState(plan, number);
  const cells = Object.values(wave.cells).map((cell) => [cell.cell, { ...cell, stage }]);
  return { ...wave, cells: Object.fromEntries(cells) };
}

test('a cell that the running wave leaves out is exempted, with who and why', () => {
  const status = mergeLive(running(3), live({ wave: waveAt(3, EXEMPT) }));
  const own = status.cells.filter(({ wave }) => wave === plan.waves[2]?.name);
  expect(own.map(({ phase, why }) => [phase, why])).toEqual(
    own.map(() => ['exempt', 'exempted by ann: being rebuilt']),
  );
  expect(own.length).toBeGreaterThan(0);
});

test.each<[CellStage, string]>([
  [EXEMPT, 'exempt'],
  [{ kind: 'pending' }, 'one-box-deployed'],
  [{ kind: 'in-flight', touch: TOUCH }, 'in-flight'],
])('the first cell, %j in its second wave', (stage, phase) => {
  const { cells } = mergeLive(running(2), live({ wave: waveAt(2, stage) }));
  const version = phase === 'in-flight' ? 'unknown' : expect.stringMatching(/^v1.2.0 on its one-box/);
  expect(cells.find(({ name }) => name === first)).toMatchObject({ phase, version });
});

test('a wave is back once all its cells are, as the rollback that runs tells it', () => {
  const asked = { kind: 'return-asked', cause: { kind: 'cancelled' }, at: PLANNED_AT } as const;
  const state = aRollout(plan, ...passedUpTo(plan, 3), asked);
  const status = statusOf({ rollout: 'r', rehearsal: false }, state, PLANNED_AT);
  const begun = startReturn({
    policy: plan.policy.rollback,
    atOnce: undefined,
    awaiting: undefined,
    cells: cellsToReturn(state),
    at: PLANNED_AT,
  });
  const cells = begun.cells.map((one) => {
    const { name: cell } = one.order.cell;
    return cell === first
      ? one
      : { ...one, stage: 'ended' as const, end: { cell, end: 'returned' as const, why: undefined } };
  });
  const { waves } = mergeLive(status, live({ returning: { ...begun, cells } }));
  expect(waves.map(({ wayBack }) => wayBack)).toEqual(['under-way', 'under-way', 'whole', 'none', 'none']);
});
