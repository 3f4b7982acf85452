import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
} from '@temporalio/workflow';
import type { Baseline, CellBaselines } from '../waves/baseline';
import { accessOf, standingAccounts } from '../waves/rollout/rollout-accounts';
import { countCells } from '../waves/rollout/counts';
import { baselineOf, touchedCells } from '../waves/rollout/touched';
import type { RolloutState, WaveRecord } from '../waves/rollout/rollout-state';
import { waveWorkflowId, WORKFLOW_TYPES } from './contract/ids';
import type { WaveInput, WavePayload } from './contract/inputs';
import { SIGNALS, type Steer } from './contract/messages';
import { pack } from './contract/packed';
import { TASK_QUEUES } from './contract/task-queues';
import { waveAttributes } from './present/attributes';
import { waveSummary } from './present/wave-summary';
import type { RolloutWork } from './rollout-work';
import type { wave } from './wave';
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
    const result = await child.result();
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
  return { ref: work.ref, wave: record.wave.name, number, packed: pack(payloadOf(state, record)) };
}

function payloadOf(state: RolloutState, record: WaveRecord): WavePayload {
  const { policy, release, aggregateAlarms } = state.plan;
  const alsoWatched = standingAccounts(state);
  const watched = new Set(alsoWatched.map(({ subject }) => subject));
  const own = new Set(record.wave.cells.map(({ name }) => name));
  const cells = state.plan.waves.flatMap((wave) => wave.cells).filter(({ name }) => watched.has(name) || own.has(name));
  return {
    wave: record.wave,
    gate: policy.gate,
    deploy: policy.deploy,
    firstDeployment: policy.rollback.firstDeployment,
    release: release.artifact,
    failuresLeft: policy.failureBudget - countCells(state).failed,
    alsoWatched,
    touchedBefore: touchedCells(state).size > 0,
    access: accessOf(cells, aggregateAlarms),
    carry: state.carry,
    baselines: baselinesByGroup(record),
    exempt: state.exempt,
  };
}

function baselinesByGroup({ wave, baselines }: WaveRecord): WavePayload['baselines'] {
  const read: readonly CellBaselines[] = baselines ?? [];
  const ofCell = (name: string, groups: readonly string[]): Record<string, Baseline> =>
    Object.fromEntries(groups.map((group) => [group, baselineOf(read, name, group)]));
  return Object.fromEntries(
    wave.cells.map(({ name, groups }) => [
      name,
      ofCell(
        name,
        groups.map(({ deploymentGroup }) => deploymentGroup),
      ),
    ]),
  );
}

export function recordOf(state: RolloutState, number: number): WaveRecord {
  const record = state.waves.find(({ wave }) => wave.number === number);
  if (record === undefined) throw new Error(`there is no wave ${number}`);
  return record;
}
