import { boundedStatus, MOST_ROWS } from '../../../../waves/rollout/bounded-status';
import { boundedReturn, startReturn } from '../../../../waves/rollout/return-state';
import { standingAccounts } from '../../../../waves/rollout/rollout-accounts';
import { statusOf } from '../../../../waves/rollout/status';
import { cellsToReturn } from '../../../../waves/rollout/touched';
import { boundedWave, startWave } from '../../../../waves/rollout/wave-state';
import { pack, unpack } from '../../../../workflows/contract/packed';
import { aLargePlan, aLargeRollout } from '../../../support/a-large-rollout';
import { PLANNED_AT } from '../../../support/a-plan';

const MB = 1_000_000;
const plan = aLargePlan();
const state = aLargeRollout(plan, plan.waves.length);
const status = statusOf({ rollout: 'web:us-west-2:v2-3f9c2a', rehearsal: false }, state, PLANNED_AT);

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('how a rollout of 10,000 deployed cells stands', () => {
  it('packed names every cell, in half of what an answer may hold', () => {
    expect(status.cells).toHaveLength(10_000);
    expect(bytes(status)).toBeGreaterThan(1.5 * MB);
    expect(bytes(pack(status))).toBeLessThan(MB);
    expect(unpack(pack(status))).toEqual(asJson(status));
  });

  it('in words leaves out what had no room, and says how many', () => {
    const told = boundedStatus(status);
    expect(told.cells).toHaveLength(MOST_ROWS);
    expect(told.cellsLeftOut).toBe(10_000 - MOST_ROWS);
    expect(bytes(told)).toBeLessThan(MB);
  });

  it('in words names first whatever is not simply deployed, and keeps the order of the plan', () => {
    const cells = status.cells.map((cell, at) => (at === 9_000 ? { ...cell, phase: 'failed' } : cell));
    const told = boundedStatus({ ...status, cells });
    expect(told.cells.at(-1)).toEqual(cells[9_000]);
    expect(told.cells.slice(0, -1)).toEqual(cells.slice(0, MOST_ROWS - 1));
  });

  it('of few cells is the same in words', () => {
    const few = { ...status, cells: status.cells.slice(0, MOST_ROWS) };
    expect(boundedStatus(few)).toBe(few);
  });
});

describe('what its children say', () => {
  it('a wave that watches 10,000 cells of earlier waves answers all the same', () => {
    const [last] = plan.waves.slice(-1);
    if (last === undefined) throw new Error('a plan without waves');
    const order = {
      wave: last,
      gate: plan.policy.gate,
      failuresLeft: 0,
      alsoWatched: standingAccounts(state),
      touchedBefore: true,
      carry: state.carry,
    };
    const wave = startWave(order, PLANNED_AT);
    expect(bytes(wave)).toBeGreaterThan(2 * MB);
    expect(bytes(pack(wave))).toBeLessThan(MB);
    expect(bytes(boundedWave(wave))).toBeLessThan(MB);
    expect(boundedWave(wave).cells).toEqual(wave.cells);
  });

  it('a way back of 10,000 cells answers all the same', () => {
    const back = startReturn({
      policy: plan.policy.rollback,
      atOnce: undefined,
      awaiting: undefined,
      cells: cellsToReturn(state),
      at: 1,
    });
    expect(bytes(back)).toBeGreaterThan(2 * MB);
    expect(bytes(pack(back))).toBeLessThan(1.5 * MB);
    expect(bytes(boundedReturn(back))).toBeLessThan(MB);
    const few = { ...back, cells: back.cells.slice(0, 3) };
    expect(boundedReturn(few)).toBe(few);
  });
});
