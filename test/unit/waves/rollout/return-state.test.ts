import type { RollbackPolicy } from '../../../../waves/policy';
import {
  nextReturnStep,
  recordReturn,
  startReturn,
  worseEnd,
  type ReturnEvent,
  type ReturnState,
} from '../../../../waves/rollout/return-state';
import type { CellToReturn } from '../../../../waves/rollout/touched';
import { aPlan, PLANNED_AT } from '../../../support/a-plan';
import { aFleet } from '../../../support/a-fleet';

const plan = aPlan().of(aFleet().withCellsPerAz(3, 3)).build();
const all = plan.waves.flatMap(({ cells }) => cells);
const MINUTE = 60_000;
const policy: RollbackPolicy = {
  ...plan.policy.rollback,
  azMaxMs: 15 * MINUTE,
  width: { basisPoints: 10_000, maxCells: 400 },
};

function order(name: string, wave: number, groups: readonly string[] = ['web-all']): CellToReturn {
  const cell = all.find((planned) => planned.name === name) ?? all[0];
  if (cell === undefined) throw new Error('a plan without cells');
  const refs = groups.map(
    (deploymentGroup) => ({ role: 'rest', deploymentGroup, baseline: { kind: 'none' } }) as const,
  );
  return { cell: { ...cell, name }, wave, azId: name.slice(0, 8), rounds: 0, groups: refs };
}

const az = (number: number, ...cells: readonly number[]): CellToReturn[] =>
  cells.map((cell) => order(`usw2-az${number}-c${cell}`, number + 1));

function begin(cells: readonly CellToReturn[], change: Partial<RollbackPolicy> = {}, awaiting?: string): ReturnState {
  return startReturn({
    policy: { ...policy, ...change },
    atOnce: undefined,
    awaiting: awaiting === undefined ? undefined : { azId: awaiting },
    cells,
    at: PLANNED_AT,
  });
}

const after = (state: ReturnState, ...events: readonly ReturnEvent[]): ReturnState =>
  events.reduce(
    (before, event) => recordReturn(recordReturn(before, event), { kind: 'ticked', at: PLANNED_AT + 1 }),
    state,
  );
const go = (id: string): ReturnEvent => ({ kind: 'cell-started', id });
const end = (id: string, how: 'returned' | 'left' | 'moved' | 'unknown' = 'returned', cell = id): ReturnEvent => ({
  kind: 'cell-ended',
  id,
  end: { cell, end: how, why: undefined },
});

function ready(state: ReturnState): readonly string[] {
  const step = nextReturnStep(state);
  return step.kind === 'start' ? step.cells.map(({ id }) => id) : [];
}

test('the newest wave`s AZ first, all of it, then the next', () => {
  const state = begin([...az(1, 1), ...az(2, 1, 2)]);
  expect(ready(state)).toEqual(['usw2-az2-c1', 'usw2-az2-c2']);
  const half = after(state, go('usw2-az2-c1'), go('usw2-az2-c2'), end('usw2-az2-c1'));
  expect(nextReturnStep(half)).toEqual({ kind: 'attend', wakeAt: PLANNED_AT + 15 * MINUTE });
  const next = after(half, end('usw2-az2-c2', 'unknown'));
  expect(ready(next)).toEqual(['usw2-az1-c1']);
  const done = after(next, go('usw2-az1-c1'), end('usw2-az1-c1'));
  expect(nextReturnStep(done)).toMatchObject({
    kind: 'end',
    cells: [{ end: 'returned' }, { end: 'unknown' }, { end: 'returned' }],
  });
});

test('S13: an AZ with stragglers is left behind after its time, and they take nobody`s place', () => {
  const state = after(
    begin([...az(1, 1, 2), ...az(2, 1, 2)], { width: { basisPoints: 5_000, maxCells: 9 } }),
    go('usw2-az2-c1'),
  );
  expect(ready(state)).toEqual([]);
  const later = recordReturn(state, { kind: 'ticked', at: PLANNED_AT + 15 * MINUTE });
  expect(later.left).toEqual(['usw2-az2']);
  expect(ready(later)).toEqual(['usw2-az2-c2']);
  const both = after(later, go('usw2-az2-c2'));
  expect(ready(both)).toEqual(['usw2-az1-c1']);
  const stragglersOnly = after(both, go('usw2-az1-c1'), end('usw2-az1-c1'), go('usw2-az1-c2'), end('usw2-az1-c2'));
  expect(stragglersOnly.current).toBeUndefined();
  expect(nextReturnStep(stragglersOnly)).toEqual({ kind: 'attend', wakeAt: undefined });
});

test('an AZ that was left behind with cells that never started is come back to', () => {
  const state = begin(az(2, 1, 2), { width: { basisPoints: 1, maxCells: 1 } });
  const started = after(state, go('usw2-az2-c1'));
  const later = recordReturn(started, { kind: 'ticked', at: PLANNED_AT + 15 * MINUTE });
  expect(later.current).toEqual({ azId: 'usw2-az2', since: PLANNED_AT + 15 * MINUTE });
  expect(ready(later)).toEqual(['usw2-az2-c2']);
});

test('in an emergency all AZs at once, as wide as allowed', () => {
  const state = begin([...az(1, 1, 2), ...az(2, 1, 2)], {
    pace: 'emergency',
    width: { basisPoints: 10_000, maxCells: 3 },
  });
  expect(ready(state)).toEqual(['usw2-az2-c1', 'usw2-az2-c2']);
  const busy = after(state, go('usw2-az2-c1'), go('usw2-az2-c2'));
  expect(nextReturnStep(busy)).toEqual({ kind: 'attend', wakeAt: undefined });
});

test('the AZ whose wave still turns round comes first, and the end is not before its last cells', () => {
  const state = begin(az(1, 1), {}, 'usw2-az2');
  expect(state.current?.azId).toBe('usw2-az2');
  expect(nextReturnStep(state)).toMatchObject({ kind: 'attend' });
  const fed = after(state, { kind: 'more', cells: [...az(1, 1), ...az(2, 3)], final: true });
  expect(ready(fed)).toEqual(['usw2-az2-c3']);
});

test('S10: a cell that comes twice returns for its further groups alone, one way after the other, and is told by its worse end', () => {
  const name = 'usw2-az1-c1';
  const state = after(begin([order(name, 1, ['web-one-box'])], {}, 'usw2-az1'), go(name));
  const twice = after(state, { kind: 'more', cells: [order(name, 2, ['web-all', 'web-one-box'])], final: true });
  expect(twice.cells.map(({ id, order: { groups } }) => [id, groups.length])).toEqual([
    [`${name}+1`, 1],
    [name, 1],
  ]);
  expect(ready(twice)).toEqual([]);
  const second = after(twice, end(name));
  expect(ready(second)).toEqual([`${name}+1`]);
  const done = after(second, go(`${name}+1`), end(`${name}+1`, 'moved', name));
  expect(nextReturnStep(done)).toEqual({ kind: 'end', cells: [{ cell: name, end: 'moved', why: undefined }] });
  expect(after(done, { kind: 'more', cells: [order(name, 2, ['web-all'])], final: true }).cells).toHaveLength(2);
});

test('nothing to return ends at once, and a way back without an end is told by none', () => {
  const done = after(begin(az(1, 1)), go('usw2-az1-c1'), end('usw2-az1-c1'));
  const silent = { ...done, cells: done.cells.map((cell) => ({ ...cell, end: undefined })) };
  expect(nextReturnStep(silent)).toEqual({ kind: 'end', cells: [] });
  expect(nextReturnStep(begin([]))).toEqual({ kind: 'end', cells: [] });
});

test('of two ends the one that needs a person more; of equals the first', () => {
  const left = { cell: 'c', end: 'left', why: '1' } as const;
  expect(worseEnd(left, { ...left, end: 'unknown' }).end).toBe('unknown');
  expect(worseEnd(left, { ...left, end: 'returned' })).toBe(left);
  expect(worseEnd(left, { ...left, why: '2' })).toBe(left);
});

describe('a few ways back begin at a time', () => {
  const begun = (id: string): ReturnEvent => ({ kind: 'cell-begun', id });
  const state = startReturn({ policy, atOnce: 2, awaiting: undefined, cells: az(1, 1, 2, 3, 4), at: PLANNED_AT });
  const [one, two, three, four] = state.cells.map(({ id }) => id) as [string, string, string, string];

  test('and the next as soon as one of them has begun, not when it is over', () => {
    expect(ready(state)).toEqual([one, two]);
    const both = after(state, go(one), go(two));
    expect(nextReturnStep(both)).toMatchObject({ kind: 'attend' });
    expect(ready(after(both, begun(two)))).toEqual([three]);
    expect(ready(after(both, begun(two), go(three), begun(one)))).toEqual([four]);
  });

  test('one that ends before it was heard to begin holds nobody up', () => {
    const ended = after(state, go(one), go(two), end(one, 'unknown'));
    expect(ready(ended)).toEqual([three]);
    expect(after(ended, begun(one)).cells.find(({ id }) => id === one)?.stage).toBe('ended');
  });
});

test('S13: more cells that come from nobody knows where hold up no AZ, and the way back does not end without them', () => {
  const open = startReturn({ policy, atOnce: 99, awaiting: {}, cells: az(1, 1), at: PLANNED_AT });
  const [first] = az(1, 1);
  expect(nextReturnStep(open)).toMatchObject({ kind: 'start', cells: [{ id: first?.cell.name }] });
  const back = after(open, go('usw2-az1-c1'), end('usw2-az1-c1'));
  expect(nextReturnStep(back).kind).toBe('attend');
  expect(nextReturnStep(after(back, { kind: 'more', cells: [], final: true })).kind).toBe('end');
});
