import { allHandlersFinished, CancellationScope, condition, defineSignal, setHandler } from '@temporalio/workflow';
import { assertNever } from '../alarms/assert-never';
import type { ReturnedCell } from '../waves/rollout/rollout-state';
import {
  boundedReturn,
  nextReturnStep,
  recordReturn,
  startReturn,
  type ReturnEvent,
  type ReturningCell,
  type ReturnState,
} from '../waves/rollout/return-state';
import { answerStatus } from './answer-status';
import { holders } from './activity-profiles';
import { countChanges } from './changes';
import type { CellInput, CellResult, RollbackInput, RollbackPayload, RollbackResult } from './contract/inputs';
import { SIGNALS, type AlsoReturn } from './contract/messages';
import { unpack } from './contract/packed';
import { noteReturned, rollbackPresenter } from './present/show-rollback';
import { runCell } from './start-cell';

const alsoReturn = defineSignal<[AlsoReturn]>(SIGNALS.alsoReturn);

/** How often a cell's way back is begun anew after its workflow was terminated under it. */
const MOST_LOSSES = 3;

/** Returns finished cells to their baselines, newest wave first. It waits for no gate, no window and no approval, and ignores cancels. */
export async function rollback(input: RollbackInput): Promise<RollbackResult> {
  const payload = unpack(input.packed);
  const changes = countChanges();
  const runs = new Map<string, string>();
  let state = startReturn({
    policy: payload.rollback,
    atOnce: payload.atOnce,
    awaiting: payload.awaiting,
    cells: payload.cells,
    at: Date.now(),
  });
  const show = rollbackPresenter(input, runs, () => state);
  const apply = (event: ReturnEvent): void => {
    state = recordReturn(recordReturn(state, event), { kind: 'ticked', at: Date.now() });
    changes.note();
    show();
  };
  const begun = (id: string, run: RunOfCell | undefined): void => {
    if (run !== undefined) runs.set(run.workflowId, run.runId);
    apply({ kind: 'cell-begun', id });
  };
  setHandler(alsoReturn, (message) => hearMore(message, apply), { description: 'Sent by the rollout' });
  answerReturn(() => state);
  return CancellationScope.nonCancellable(async () => {
    show();
    for (;;) {
      const seen = changes.count();
      const step = nextReturnStep(state);
      switch (step.kind) {
        case 'start':
          for (const cell of step.cells) {
            apply({ kind: 'cell-started', id: cell.id });
            void returnCell({ input, payload, cell, begun }).then((end) =>
              apply({ kind: 'cell-ended', id: cell.id, end }),
            );
          }
          break;
        case 'attend':
          if (!(await changes.since(seen, step.wakeAt))) apply({ kind: 'ticked', at: Date.now() });
          break;
        case 'end':
          await condition(allHandlersFinished);
          noteReturned(step.cells);
          return { cells: step.cells };
        default:
          return assertNever(step);
      }
    }
  });
}

function answerReturn(state: () => ReturnState): void {
  const description = 'Where every returning cell stands';
  answerStatus({ whole: state, bounded: () => boundedReturn(state()), description });
}

/** Anything else than the rollout's own message, which a form may send, changes nothing: an error here would stop the rollback for good. */
function hearMore(message: AlsoReturn | undefined, apply: (event: ReturnEvent) => void): void {
  const isOurs = typeof message?.cells === 'string' && typeof message.final === 'boolean';
  if (isOurs) apply({ kind: 'more', cells: unpack(message.cells), final: message.final });
}

type RunOfCell = { readonly workflowId: string; readonly runId: string };

type Returning = {
  readonly input: RollbackInput;
  readonly payload: RollbackPayload;
  readonly cell: ReturningCell;
  /** It has begun, or waits for whoever holds it: either way others need not wait for it. */
  readonly begun: (id: string, run: RunOfCell | undefined) => void;
};

/** A cell whose id is held: the holder is cancelled, which makes it settle, and the way back begins when it has closed. */
async function returnCell(returning: Returning): Promise<ReturnedCell> {
  const { cell } = returning;
  const cellInput = backInput(returning);
  for (let losses = 0; losses < MOST_LOSSES;) {
    const start = await runCell(cellInput, (workflowId, runId) => returning.begun(cell.id, { workflowId, runId }));
    if (start.kind === 'held') {
      returning.begun(cell.id, undefined);
      const summary = `make ${start.workflowId} settle`;
      await holders.awaitHolder.executeWithOptions({ summary }, [{ workflowId: start.workflowId, cancel: true }]);
    } else if (start.result.kind === 'lost') losses += 1;
    else return endOf(cellInput.cell.name, start.result);
  }
  const why = `its way back was terminated ${MOST_LOSSES} times`;
  return { cell: cellInput.cell.name, end: 'unknown', why };
}

function endOf(cell: string, result: CellResult): ReturnedCell {
  switch (result.kind) {
    case 'returned':
      return { cell, end: 'returned', why: undefined };
    case 'left':
    case 'moved':
    case 'unknown':
      return { cell, end: result.kind, why: result.why };
    default:
      throw new Error(`a cell on its way back cannot end as ${result.kind}`);
  }
}

function backInput({ input, payload, cell }: Returning): CellInput {
  const { order } = cell;
  return {
    ref: input.ref,
    direction: 'back',
    generation: 2 * order.rounds + 1,
    wave: `w${String(order.wave).padStart(2, '0')}`,
    cell: order.cell,
    groups: order.groups,
    release: payload.release,
    deploy: payload.deploy,
    firstDeployment: payload.rollback.firstDeployment,
  };
}
