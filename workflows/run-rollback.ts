import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { condition, getExternalWorkflowHandle, ParentClosePolicy, sleep, startChild } from '@temporalio/workflow';
import { runningWave } from '../waves/rollout/next-step';
import { isRecalling } from '../waves/rollout/recall';
import type { ReturnedCell, RolloutState } from '../waves/rollout/rollout-state';
import { accountForTouched } from '../waves/rollout/return-account';
import { cellsToReturn, type CellToReturn } from '../waves/rollout/touched';
import { causeText } from '../waves/rollout/why';
import { holders } from './activity-profiles';
import { rollbackWorkflowId, WORKFLOW_TYPES } from './contract/ids';
import type { RollbackPayload } from './contract/inputs';
import { SIGNALS, type AlsoReturn } from './contract/messages';
import { pack } from './contract/packed';
import { TASK_QUEUES } from './contract/task-queues';
import { rollbackAttributes } from './present/attributes';
import type { rollback } from './rollback';
import type { RolloutWork } from './rollout-work';

/** A message that did not arrive is sent again after this long. */
const AGAIN_MS = 1_000;

/** A workflow task that starts 80 children takes as long as all else between an alarm and the first rollback call (docs/benchmarks.md). */
const START_AT_ONCE = 16;

/**
 * Takes the rollout back: starts the rollback with what is finished, feeds it what the running wave still gives, and follows it. A
 * rollback that is terminated is started again: nothing blocks the way back (S13).
 */
export async function followRollback(work: RolloutWork): Promise<void> {
  for (;;) {
    const ends = await oneRollback(work).catch(async () => {
      await sleep('1 s', { summary: 'the rollback was lost; it is started again' });
      return undefined;
    });
    if (ends === undefined) continue;
    work.apply({ kind: 'returned', cells: accountForTouched(work.state(), ends), at: Date.now() });
    return;
  }
}

async function oneRollback(work: RolloutWork): Promise<readonly ReturnedCell[]> {
  if (await nothingToReturn(work)) return [];
  const workflowId = rollbackWorkflowId(work.ref.rollout);
  const child = await startRollback(work, workflowId);
  if (child === undefined) {
    await endEarlierRollback(workflowId);
    return oneRollback(work);
  }
  work.noteRun(workflowId, child.firstExecutionRunId);
  const closed = { value: false };
  void feed(work, workflowId, closed);
  try {
    return (await child.result()).cells;
  } finally {
    closed.value = true;
  }
}

/** True once it is sure that every touched cell returned by itself. */
async function nothingToReturn(work: RolloutWork): Promise<boolean> {
  for (;;) {
    const seen = work.changes.count();
    if (cellsToReturn(work.state()).length > 0) return false;
    if (isComplete(work.state())) return true;
    await work.changes.since(seen, undefined);
  }
}

/** Nothing more will turn out to be touched. */
function isComplete(state: RolloutState): boolean {
  return runningWave(state) === undefined && !isRecalling(state);
}

/** One that a terminated run has left behind goes on with what it was given, and waits for no more. */
async function endEarlierRollback(workflowId: string): Promise<void> {
  const nothingMore: AlsoReturn = { cells: pack([]), final: true };
  await getExternalWorkflowHandle(workflowId)
    .signal<[AlsoReturn]>(SIGNALS.alsoReturn, nothingMore)
    .catch(() => undefined);
  await holders.awaitHolder.executeWithOptions({ summary: `wait for ${workflowId}` }, [{ workflowId, cancel: false }]);
}

async function startRollback(work: RolloutWork, workflowId: string) {
  const { turn } = work.state();
  const reason = turn.kind === 'return' ? causeText(turn.cause) : 'asked for';
  try {
    return await startChild<typeof rollback>(WORKFLOW_TYPES.rollback, {
      args: [{ ref: work.ref, packed: pack(payloadOf(work.state())), reason }],
      workflowId,
      taskQueue: TASK_QUEUES.rollback,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: rollbackAttributes(work.ref),
      staticSummary: `take ${work.ref.releaseVersion} back: ${reason}`.slice(0, 200),
      priority: { priorityKey: 1 },
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    throw error;
  }
}

function payloadOf(state: RolloutState): RollbackPayload {
  const { policy, release } = state.plan;
  return {
    cells: cellsToReturn(state),
    awaiting: awaitedAz(state),
    atOnce: START_AT_ONCE,
    rollback: policy.rollback,
    deploy: policy.deploy,
    release: release.artifact,
  };
}

function awaitedAz(state: RolloutState): RollbackPayload['awaiting'] {
  const running = state.waves.find(({ stage }) => stage.kind === 'running');
  if (running !== undefined) return { azId: running.wave.azId };
  return isRecalling(state) ? {} : undefined;
}

/**
 * What the turning wave finishes goes to the rollback too: what it reported, then what it ended with. Each cell once, and each message
 * until it has arrived: a rollback that is never told that nothing more comes would wait for ever.
 */
async function feed(work: RolloutWork, workflowId: string, closed: { readonly value: boolean }): Promise<void> {
  const rollback = getExternalWorkflowHandle(workflowId);
  const sent = new Set<string>();
  while (!closed.value) {
    const seen = work.changes.count();
    const final = isComplete(work.state());
    const fresh = cellsToReturn(work.state()).filter((cell) => !sent.has(keyOf(cell)));
    const message: AlsoReturn = { cells: pack(fresh), final };
    const arrived = await rollback.signal<[AlsoReturn]>(SIGNALS.alsoReturn, message).then(
      () => true,
      () => false,
    );
    if (arrived) for (const cell of fresh) sent.add(keyOf(cell));
    if (arrived && final) return;
    await wait(() => closed.value || work.changes.count() !== seen, arrived);
  }
}

async function wait(isNews: () => boolean, arrived: boolean): Promise<void> {
  if (arrived) await condition(isNews);
  else await sleep(AGAIN_MS, { summary: 'say it to the rollback again' });
}

/** The same cell with more groups is news. */
function keyOf({ cell, groups }: CellToReturn): string {
  return [cell.name, ...groups.map(({ deploymentGroup }) => deploymentGroup)].join(' ');
}
