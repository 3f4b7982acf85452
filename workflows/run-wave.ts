import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
} from '@temporalio/workflow';
import type { RolloutState, WaveRecord } from '../waves/rollout/rollout-state';
import { waveWorkflowId, WORKFLOW_TYPES } from './contract/ids';
import type { WaveInput } from './contract/inputs';
import { SIGNALS, type Steer } from './contract/messages';
import { waveResultIn } from './contract/packed-result';
import { packWave } from './contract/packed-wave';
import { TASK_QUEUES } from './contract/task-queues';
import { waveAttributes } from './present/attributes';
import { waveSummary } from './present/wave-summary';
import type { RolloutWork } from './rollout-work';
import type { wave } from './wave';
import { wavePayload } from './wave-payload';
import { rootMessage } from './was-cancelled';

/** Starts a wave's child and follows it to its end, whatever that is. */
export async function followWave(work: RolloutWork, number: number): Promise<void> {
  const input = waveInput(work, number);
  work.apply({ kind: 'wave-started', wave: number, at: Date.now() });
  try {
    const child = await startChild<typeof wave>(WORKFLOW_TYPES.wave, {
      args: [input],
      workflowId: waveWorkflowId(work.ref.rollout, input.wave),
      taskQueue: TASK_QUEUES.orchestrator,
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      typedSearchAttributes: waveAttributes(input, recordOf(work.state(), number).wave.cells.length),
      ...waveSummary(work.state(), number),
    });
    work.noteRun(child.workflowId, child.firstExecutionRunId);
    const result = waveResultIn(await child.result());
    work.apply({ kind: 'wave-ended', result, at: Date.now() });
  } catch (error) {
    work.apply({ kind: 'wave-lost', wave: number, detail: rootMessage(error), at: Date.now() });
  }
}

/** Says to the running wave what was said to the rollout. False when it did not arrive; a wave that has ended needs to hear nothing. */
export async function steerWave(work: RolloutWork, order: Steer): Promise<boolean> {
  const running = work.state().waves.find(({ stage }) => stage.kind === 'running');
  if (running === undefined) return true;
  const child = getExternalWorkflowHandle(waveWorkflowId(work.ref.rollout, running.wave.name));
  return child.signal<[Steer]>(SIGNALS.steer, order).then(
    () => true,
    () => false,
  );
}

function waveInput(work: RolloutWork, number: number): WaveInput {
  const state = work.state();
  const record = recordOf(state, number);
  return { ref: work.ref, wave: record.wave.name, number, packed: packWave(wavePayload(state, record)) };
}

export function recordOf(state: RolloutState, number: number): WaveRecord {
  const record = state.waves.find(({ wave }) => wave.number === number);
  if (record === undefined) throw new Error(`there is no wave ${number}`);
  return record;
}
