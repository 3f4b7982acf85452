import {
  nextReturnStep,
  recordReturn,
  startReturn,
  type ReturnEvent,
  type ReturnStart,
} from '../../../waves/rollout/return-state';
import type { CellToReturn } from '../../../waves/rollout/touched';
import type { ReturnedCell } from '../../../waves/rollout/rollout-state';
import type { World } from './world';

/** A rollback as its workflow runs it. */
export function openReturn(
  world: World,
  start: Omit<ReturnStart, 'at'>,
  ended: (cells: readonly ReturnedCell[]) => void,
) {
  const { clock } = world;
  let state = startReturn({ ...start, at: clock.now() });
  let over = false;
  let wakeAt: number | undefined;

  function apply(event: ReturnEvent): void {
    state = recordReturn(recordReturn(state, event), { kind: 'ticked', at: clock.now() });
  }

  function sendBack(id: string): void {
    apply({ kind: 'cell-started', id });
    const order = state.cells.find((cell) => cell.id === id)?.order;
    if (order === undefined) throw new Error(`there is no way back ${id}`);
    const cell = order.cell.name;
    const groups = order.groups.map(({ deploymentGroup }) => deploymentGroup);
    world.note({ at: clock.now(), kind: 'back-started', cell, azId: order.azId, groups });
    const { back, backMs } = world.fateOf(cell);
    const end: ReturnedCell = { cell, end: back, why: back === 'returned' ? undefined : 'fate' };
    clock.later(1, () => apply({ kind: 'cell-begun', id }));
    clock.later(backMs, () => {
      world.note({ at: clock.now(), kind: 'back-ended', end });
      apply({ kind: 'cell-ended', id, end });
    });
  }

  return {
    more(cells: readonly CellToReturn[], final: boolean): void {
      if (!over) apply({ kind: 'more', cells, final });
    },
    settle(): void {
      for (;;) {
        if (over) return;
        const step = nextReturnStep(state);
        if (step.kind === 'start') for (const { id } of step.cells) sendBack(id);
        else if (step.kind === 'end') {
          over = true;
          return ended(step.cells);
        } else {
          if (step.wakeAt === undefined || step.wakeAt === wakeAt) return;
          wakeAt = step.wakeAt;
          clock.later(Math.max(1, wakeAt - clock.now()), () => over || apply({ kind: 'ticked', at: clock.now() }));
          return;
        }
      }
    },
  };
}

export type ReturnRun = ReturnType<typeof openReturn>;
