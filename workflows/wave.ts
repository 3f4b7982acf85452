import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineSignal,
  patched,
  setHandler,
} from '@temporalio/workflow';
import { assertNever } from '../alarms/assert-never';
import type { Baseline } from '../waves/baseline';
import type { PlannedCell } from '../waves/plan';
import type { CellEnd, WatchedFor, WaveEvent, WaveState } from '../waves/rollout/wave-state';
import { boundedWave, inFlight, startWave } from '../waves/rollout/wave-state';
import {
  nextWaveStep,
  waveAccounts,
  waveWatchDuty,
  waveWatchKey,
  waveWatchOrder,
} from '../waves/rollout/next-wave-step';
import { recordWave } from '../waves/rollout/record-wave';
import { resultOf } from '../waves/rollout/wave-report';
import { baselineOf } from '../waves/rollout/touched';
import { chunkOf } from '../waves/rollout/watches';
import { answerStatus } from './answer-status';
import { holders } from './activity-profiles';
import { countChanges } from './changes';
import type { CellInput, CellResult, WaveInput, WavePayload } from './contract/inputs';
import { SIGNALS, type Steer } from './contract/messages';
import { waveAnswer, type WaveAnswer } from './contract/packed-result';
import { unpackWave } from './contract/packed-wave';
import { isSteer, waveEventOf } from './steer';
import { tellRollout } from './tell-rollout';
import { wavePresenter } from './present/show-wave';
import { readAgain, readsAgain, TURNED } from './read-again';
import { onCancel } from './root-cancel';
import { runCell } from './start-cell';
import { isActivityFailure, wasCancelled } from './was-cancelled';
import { watchUntil } from './watch-loop';

const steer = defineSignal<[Steer]>(SIGNALS.steer);

/**
 * Rolls one wave: starts its cells, at most its width at once, watches every touched cell all the time, bakes, reads once more, and ends
 * as passed; or turns its cells in flight round and ends as halted. It starts no cell after it has recorded an alarm that counts (S7).
 */
export async function wave(input: WaveInput): Promise<WaveAnswer> {
  const payload = unpackWave(input.packed);
  const work = openWave(input, payload);
  setHandler(steer, (order) => hearRollout(work, order), { description: 'Sent by the rollout' });
  answerStatus({
    whole: work.state,
    bounded: () => boundedWave(work.state()),
    description: 'Where every cell of this wave stands',
  });
  onCancel(() => turnBackByHand(work));
  return CancellationScope.nonCancellable(async () => {
    const watches = Promise.all(work.state().watches.states.map((_, chunk) => watchChunk(work, chunk)));
    await rollWave(work);
    await watches;
    await condition(allHandlersFinished);
    return waveAnswer(work.page.end(resultOf(work.state(), work.end(), Date.now())));
  });
}

/** Somebody cancelled this wave. Told from inside the scope that was cancelled, the rollout would hear of it only at the wave's end. */
function turnBackByHand(work: WaveWork): void {
  const turn = (): Promise<void> => {
    work.apply({ kind: 'turned-back' });
    return Promise.resolve();
  };
  void (patched('tells-of-its-cancel') ? CancellationScope.nonCancellable(turn) : turn());
}

/** What is no order of the rollout changes nothing: an error here would stop the wave for good. */
function hearRollout(work: WaveWork, order: Steer | undefined): void {
  if (isSteer(order)) work.apply(waveEventOf(order));
}

type WaveWork = ReturnType<typeof openWave>;

function openWave(input: WaveInput, payload: WavePayload) {
  const changes = countChanges();
  const turned: string[] = [];
  const moved = new Set<string>();
  const scopes = new Map<string, CancellationScope>();
  let state = startWave(payload, Date.now());
  const tell = tellRollout();
  const runs = new Map<string, string>();
  const page = wavePresenter({ input, runs, state: () => state });
  const apply = (event: WaveEvent): void => {
    state = recordWave(state, event);
    changes.note();
    tell(state);
    page.show();
  };
  for (const { cell, word } of payload.exempt) apply({ kind: 'exempted', cell, word });
  const step = () => nextWaveStep(state, turned);
  return {
    input,
    payload,
    changes,
    page,
    turned,
    moved,
    scopes,
    apply,
    step,
    state: (): WaveState => state,
    noteRun: (workflowId: string, runId: string): void => {
      runs.set(workflowId, runId);
      page.show();
    },
    end() {
      const last = step();
      return last.kind === 'end' ? last.end : 'turned-back';
    },
  };
}

async function rollWave(work: WaveWork): Promise<void> {
  for (;;) {
    const seen = work.changes.count();
    const step = work.step();
    switch (step.kind) {
      case 'start':
        for (const cell of step.cells) void deployCell(work, cell);
        break;
      case 'turn-round':
        for (const cell of step.cells) turnRound(work, cell);
        break;
      case 'attend':
        if (!(await work.changes.since(seen, step.wakeAt))) work.apply({ kind: 'ticked', at: Date.now() });
        break;
      case 'end':
        return;
      default:
        assertNever(step);
    }
  }
}

function turnRound(work: WaveWork, cell: string): void {
  work.turned.push(cell);
  work.scopes.get(cell)?.cancel();
}

async function deployCell(work: WaveWork, name: string): Promise<void> {
  const scope = new CancellationScope({ cancellable: true });
  work.scopes.set(name, scope);
  work.apply({ kind: 'cell-started', cell: name, at: Date.now() });
  const end = await scope.run(() => cellEnd(work, name));
  if (end.kind === 'blocked' && end.because === 'baseline-moved') work.moved.add(name);
  work.apply({ kind: 'cell-ended', cell: name, end, at: Date.now() });
}

/** A forward cell whose id is held waits for the holder, never cancels it; then it blocks, and its wave is held. */
async function cellEnd(work: WaveWork, name: string): Promise<CellEnd> {
  if (work.moved.delete(name) && readsAgain()) {
    const unread = await readMoved(work, name);
    if (unread !== undefined) return unread;
  }
  const input = cellInput(work, name);
  const first = await runCell(input, work.noteRun);
  if (first.kind === 'ended') return forwardEnd(first.result);
  await waitForHolder(work, first.workflowId);
  const second = await runCell(input, work.noteRun);
  if (second.kind === 'ended') return forwardEnd(second.result);
  const why = `${second.workflowId} is still at work on this cell`;
  return { kind: 'blocked', because: 'foreign-deployment', why, wasTouched: false };
}

/** Before a cell that somebody moved is begun again, its baseline is read again; the end it comes to where that does not do. */
async function readMoved(work: WaveWork, name: string): Promise<CellEnd | undefined> {
  const reread = await readAgain(work.input, plannedCell(work, name));
  if (reread.kind === 'not-read') return reread.end;
  work.apply({ kind: 'baseline-reread', baselines: reread.baselines });
  // What was recorded meanwhile may forbid every start (S7).
  return work.state().turn.kind === 'none' ? undefined : TURNED;
}

function plannedCell({ input, payload }: WaveWork, name: string): PlannedCell {
  const cell = payload.wave.cells.find((planned) => planned.name === name);
  if (cell === undefined) throw new Error(`${name} is no cell of ${input.wave}`);
  return cell;
}

async function waitForHolder(work: WaveWork, workflowId: string): Promise<void> {
  const patience = { scheduleToCloseTimeout: work.payload.deploy.foreignWaitMs, summary: `wait for ${workflowId}` };
  try {
    await holders.awaitHolder.executeWithOptions(patience, [{ workflowId, cancel: false }]);
  } catch (error) {
    if (!isActivityFailure(error) && !wasCancelled(error)) throw error;
  }
}

function forwardEnd(result: CellResult): CellEnd {
  if (result.kind === 'returned') throw new Error('a forward cell cannot end as returned');
  return result;
}

function cellInput(work: WaveWork, name: string): CellInput {
  const { input, payload, state } = work;
  const cell = plannedCell(work, name);
  const { reread } = state();
  const recorded = payload.baselines[name] ?? {};
  const baselineIn = (group: string): Baseline =>
    reread.some((one) => one.cell === name) ? baselineOf(reread, name, group) : (recorded[group] ?? { kind: 'none' });
  const rounds = state().cells[name]?.rounds ?? 0;
  return {
    ref: input.ref,
    direction: 'forward',
    generation: rounds * 2,
    wave: input.wave,
    cell,
    groups: cell.groups.map((group) => ({ ...group, baseline: baselineIn(group.deploymentGroup) })),
    release: payload.release,
    deploy: payload.deploy,
    firstDeployment: payload.firstDeployment,
  };
}

/** Nothing that ends the wave, or turns it round for good, needs to be watched on. */
function isWatched(work: WaveWork): boolean {
  const { turn } = work.state();
  if (turn.kind === 'halt' || turn.kind === 'turn-back') return false;
  if (turn.kind === 'abort' && inFlight(work.state()).length === 0) return false;
  return work.step().kind !== 'end';
}

async function watchChunk(work: WaveWork, chunk: number): Promise<void> {
  while (isWatched(work)) {
    const duty = waveWatchDuty(work.state(), chunk);
    const key = waveWatchKey(work.state(), chunk);
    const accounts = chunkOf(waveAccounts(work.state()), chunk);
    const state = work.state().watches.states[chunk];
    if (state === undefined) throw new Error(`wave has no watch ${chunk}`);
    const task = {
      region: work.input.ref.region,
      order: waveWatchOrder(work.state(), chunk, duty),
      state,
      access: work.payload.access,
      summary: `watch ${accounts.length} accounts of ${work.input.wave}`,
    };
    const isStale = (): boolean => !isWatched(work) || waveWatchKey(work.state(), chunk) !== key;
    const after = await watchUntil(task, isStale);
    const seenFor: WatchedFor = duty.until.kind;
    if (after !== undefined) work.apply({ kind: 'watched', chunk, ...after, duty: seenFor });
  }
}
