import { assertNever } from '../../alarms/assert-never';
import type { RollbackPolicy, Width } from '../policy';
import type { ReturnedCell } from './rollout-state';
import type { CellToReturn } from './touched';

/** A rollback: cells to return, newest wave first, one AZ at a time (DESIGN 8). */
export type ReturnState = {
  readonly policy: RollbackPolicy;
  /** Ways back that may be on their way to begin; undefined: as many as there is room for. */
  readonly atOnce: number | undefined;
  readonly cells: readonly ReturningCell[];
  /** More cells come later: of the AZ in which a wave is still turning round by itself, or, where nobody knows, of any. */
  readonly awaiting: { readonly azId?: string } | undefined;
  /** The AZ that is being returned, and since when on Temporal's clock. */
  readonly current: { readonly azId: string; readonly since: number } | undefined;
  /** AZs left behind after `azMaxMs`: their stragglers go on. */
  readonly left: readonly string[];
};

/** One way back of a cell; a second one follows when more of its groups turn out to be touched. */
export type ReturningCell = {
  readonly id: string;
  readonly order: CellToReturn;
  /** `starting` until its workflow has begun, or is known to be held by another. */
  readonly stage: 'waiting' | 'starting' | 'in-flight' | 'ended';
  readonly end: ReturnedCell | undefined;
};

export type ReturnEvent =
  | { readonly kind: 'more'; readonly cells: readonly CellToReturn[]; readonly final: boolean }
  | { readonly kind: 'cell-started'; readonly id: string }
  | { readonly kind: 'cell-begun'; readonly id: string }
  | { readonly kind: 'cell-ended'; readonly id: string; readonly end: ReturnedCell }
  | { readonly kind: 'ticked'; readonly at: number };

export type ReturnStart = Pick<ReturnState, 'policy' | 'awaiting' | 'atOnce'> & {
  readonly cells: readonly CellToReturn[];
  readonly at: number;
};

export function startReturn({ policy, atOnce, awaiting, cells, at }: ReturnStart): ReturnState {
  const state: ReturnState = { policy, atOnce, awaiting, cells: [], current: undefined, left: [] };
  return recordReturn(recordReturn(state, { kind: 'more', cells, final: awaiting === undefined }), {
    kind: 'ticked',
    at,
  });
}

export function recordReturn(state: ReturnState, event: ReturnEvent): ReturnState {
  switch (event.kind) {
    case 'more':
      return added(state, event.cells, event.final);
    case 'cell-started':
      return changed(state, event.id, (cell) => ({ ...cell, stage: 'starting' }));
    case 'cell-begun':
      return changed(state, event.id, (cell) => (cell.stage === 'starting' ? { ...cell, stage: 'in-flight' } : cell));
    case 'cell-ended':
      return changed(state, event.id, (cell) => ({ ...cell, stage: 'ended', end: event.end }));
    case 'ticked':
      return moveAz(state, event.at);
    default:
      return assertNever(event);
  }
}

/** A cell that comes twice, from an earlier wave and then from the one that was running, is returned for its further groups as well. */
function added(state: ReturnState, orders: readonly CellToReturn[], final: boolean): ReturnState {
  const fresh = orders.flatMap((order): readonly ReturningCell[] => {
    const earlier = state.cells.filter((known) => known.order.cell.name === order.cell.name);
    const covered = new Set(
      earlier.flatMap((known) => known.order.groups.map(({ deploymentGroup }) => deploymentGroup)),
    );
    const groups = order.groups.filter(({ deploymentGroup }) => !covered.has(deploymentGroup));
    const id = earlier.length === 0 ? order.cell.name : `${order.cell.name}+${earlier.length}`;
    return groups.length === 0 ? [] : [{ id, order: { ...order, groups }, stage: 'waiting', end: undefined }];
  });
  // Stable: inside a wave the plan's own order stays.
  const cells = [...state.cells, ...fresh].sort((one, other) => other.order.wave - one.order.wave);
  return { ...state, cells, awaiting: final ? undefined : state.awaiting };
}

function changed(state: ReturnState, id: string, change: (cell: ReturningCell) => ReturningCell): ReturnState {
  return { ...state, cells: state.cells.map((cell) => (cell.id === id ? change(cell) : cell)) };
}

/** Stays in an AZ until all of it is back, at most `azMaxMs`; then takes the AZ of the newest wave that waits. */
function moveAz(state: ReturnState, at: number): ReturnState {
  const { current } = state;
  if (current !== undefined && isBusy(state, current.azId)) {
    if (at - current.since < state.policy.azMaxMs) return state;
    return moveAz({ ...state, left: [...state.left, current.azId], current: undefined }, at);
  }
  const next = nextAz(state);
  return { ...state, current: next === undefined ? undefined : { azId: next, since: at } };
}

function isBusy(state: ReturnState, azId: string): boolean {
  const here = state.cells.some(({ order, stage }) => order.azId === azId && stage !== 'ended');
  return here || state.awaiting?.azId === azId;
}

function nextAz(state: ReturnState): string | undefined {
  const fresh = ({ azId }: { azId: string }): boolean => !state.left.includes(azId);
  const awaited = state.awaiting?.azId;
  if (awaited !== undefined && fresh({ azId: awaited })) return awaited;
  const waiting = state.cells.filter(({ stage }) => stage !== 'ended');
  const next = waiting.find(({ order }) => fresh(order)) ?? waiting.find(({ stage }) => stage === 'waiting');
  return next?.order.azId;
}

/** Cells that an answer names when it is not packed: each comes with its alarms and baselines. */
const MOST_NAMED = 500;

/** A way back that an answer has room for: what is not over comes first. */
export function boundedReturn(state: ReturnState): ReturnState {
  if (state.cells.length <= MOST_NAMED) return state;
  const open = state.cells.filter(({ stage }) => stage !== 'ended');
  const ended = state.cells.filter(({ stage }) => stage === 'ended');
  return { ...state, cells: [...open, ...ended].slice(0, MOST_NAMED) };
}

export type ReturnStep =
  | { readonly kind: 'start'; readonly cells: readonly ReturningCell[] }
  | { readonly kind: 'attend'; readonly wakeAt: number | undefined }
  | { readonly kind: 'end'; readonly cells: readonly ReturnedCell[] };

/** S13: asks no gate, no window, no approval. */
export function nextReturnStep(state: ReturnState): ReturnStep {
  const waiting = state.cells.filter((cell) => cell.stage === 'waiting' && mayStart(state, cell));
  const room = Math.min(widthOf(state) - state.cells.filter(isOut).length, slotsOf(state));
  if (waiting.length > 0 && room > 0) return { kind: 'start', cells: waiting.slice(0, room) };
  const open = state.awaiting !== undefined || state.cells.some(({ stage }) => stage !== 'ended');
  if (!open) return { kind: 'end', cells: endsByCell(state) };
  const wakeAt = state.current === undefined ? undefined : state.current.since + state.policy.azMaxMs;
  return { kind: 'attend', wakeAt: state.policy.pace === 'emergency' ? undefined : wakeAt };
}

function isOut({ stage }: ReturningCell): boolean {
  return stage === 'starting' || stage === 'in-flight';
}

/** Hundreds that are started in one go all wait for the last of them; started a few at a time, the first is back at work at once. */
function slotsOf({ atOnce, cells }: ReturnState): number {
  return atOnce === undefined ? Infinity : atOnce - cells.filter(({ stage }) => stage === 'starting').length;
}

/** One line a cell: of two ways back, the one that needs a person more. */
function endsByCell(state: ReturnState): readonly ReturnedCell[] {
  const ends = new Map<string, ReturnedCell>();
  for (const { end } of state.cells) {
    if (end === undefined) continue;
    ends.set(end.cell, worseEnd(ends.get(end.cell) ?? end, end));
  }
  return [...ends.values()];
}

/** The end that needs a person more; of equals the first. */
export function worseEnd(one: ReturnedCell, other: ReturnedCell): ReturnedCell {
  return CARE[other.end] > CARE[one.end] ? other : one;
}

const CARE: Readonly<Record<ReturnedCell['end'], number>> = { returned: 0, left: 1, moved: 2, unknown: 3 };

function mayStart(state: ReturnState, { order }: ReturningCell): boolean {
  const { azId, cell } = order;
  if (state.cells.some((other) => isOut(other) && other.order.cell.name === cell.name)) return false;
  return state.policy.pace === 'emergency' || state.current?.azId === azId || state.left.includes(azId);
}

/** A share of the cells of the largest AZ, never below 1; stragglers of an AZ left behind do not take the place of others. */
function widthOf(state: ReturnState): number {
  const { basisPoints, maxCells }: Width = state.policy.width;
  const byAz = new Map<string, number>();
  for (const { order } of state.cells) byAz.set(order.azId, (byAz.get(order.azId) ?? 0) + 1);
  const largest = Math.max(0, ...byAz.values());
  const stragglers = state.cells.filter((cell) => isOut(cell) && state.left.includes(cell.order.azId));
  const share = Math.floor((largest * basisPoints) / 10_000);
  return Math.max(1, Math.min(share, maxCells)) + stragglers.length;
}
