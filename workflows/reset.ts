import { condition, patched, workflowInfo } from '@temporalio/workflow';
import { isRecalling } from '../waves/rollout/recall';
import { holders, reading } from './activity-profiles';
import { waveWorkflowId } from './contract/ids';
import { unpack } from './contract/packed';
import type { RolloutWork } from './rollout-work';
import { isActivityFailure, rootMessage } from './was-cancelled';

/** `RESET_MARK` is asked for in runs made by Reset alone, so that no other run's history knows of it. */
const RESET_MARK = 'made-by-reset';

/** Runs made by Reset before this mark read the histories first, and went back after. */
const AT_ONCE_MARK = 'reset-goes-back-at-once';

/** A person is told when the histories have not been read for so long. */
const LATE_AFTER = '2 min';

/** The end of a wave that is this run's own child is told to it in this time, or never. */
const HEARD_WITHIN = '10 s';

/**
 * Whether this run was made by Reset, and has come past the point it was reset to. Before that point it replays what the old run did, and
 * `patched` says no, because the mark is not in that history; from there on it says yes, now and in every later replay. A replay from a file
 * gives a run its original's id, so in replays the mark alone is asked for, which marks nothing.
 */
export function isPastReset(): boolean {
  const { runId, originalExecutionRunId, unsafe } = workflowInfo();
  return (runId !== originalExecutionRunId || unsafe.isReplaying) && patched(RESET_MARK);
}

export type ResetErrands = {
  /** `atOnce`: what this run knows by itself goes back while the histories are read. */
  pace: 'unknown' | 'at-once' | 'read-first';
  waves: 'untold' | 'ending' | 'ended';
  isRecalled: boolean;
};

export function openResetErrands(): ResetErrands {
  return { pace: 'unknown', waves: 'untold', isRecalled: false };
}

/**
 * A run made by Reset knows nothing of what its predecessor did after that point. So it makes every wave end that may still be at work,
 * holds, and never goes forward. Asked to go back, it returns what it knows of at once (S13), and what the histories tell besides (S10).
 */
export async function heedReset(work: RolloutWork, errands: ResetErrands): Promise<void> {
  if (errands.pace === 'unknown') errands.pace = patched(AT_ONCE_MARK) ? 'at-once' : 'read-first';
  if (errands.waves === 'untold') {
    errands.waves = 'ending';
    void endOpenWaves(work, errands);
  }
  const { stance, turn } = work.state();
  if (turn.kind === 'return') return recall(work, errands);
  const isHeld = stance.kind === 'held' && stance.why.kind === 'reset';
  if (turn.kind === 'none' && !isHeld) work.apply({ kind: 'held-by-reset', at: Date.now() });
}

/** One after the other, for only one of them can be open (S1). */
async function endOpenWaves(work: RolloutWork, errands: ResetErrands): Promise<void> {
  for (const { wave } of work.state().waves) {
    const workflowId = waveWorkflowId(work.ref.rollout, wave.name);
    await holders.awaitHolder.executeWithOptions({ summary: `end ${wave.name}, if it is open` }, [
      { workflowId, cancel: true },
    ]);
    if (errands.pace === 'at-once') await hearEnd(work, wave.number);
  }
  errands.waves = 'ended';
}

/** A wave that had ended before the reset told its end to the old run: whoever waits for it waits for ever. */
async function hearEnd(work: RolloutWork, number: number): Promise<void> {
  const isRunning = (): boolean =>
    work.state().waves.some(({ wave, stage }) => wave.number === number && stage.kind === 'running');
  if (!isRunning()) return;
  const isHeard = await condition(() => !isRunning(), HEARD_WITHIN, { summary: `hear how wave ${number} ended` });
  if (!isHeard) work.apply({ kind: 'wave-unheard', wave: number, at: Date.now() });
}

async function recall(work: RolloutWork, errands: ResetErrands): Promise<void> {
  if (errands.isRecalled) return;
  errands.isRecalled = true;
  if (errands.pace === 'read-first') {
    const touched = await readTouched(work);
    work.apply({ kind: 'touched-recalled', touched, isWhole: true, at: Date.now() });
    return;
  }
  work.apply({ kind: 'recall-begun', at: Date.now() });
  void recallAll(work, errands);
  void tellWhenLate(work);
}

/** Read once more when waves were still at work at the first time: they may have touched more since. */
async function recallAll(work: RolloutWork, errands: ResetErrands): Promise<void> {
  const areEnded = (): boolean => errands.waves === 'ended';
  try {
    for (;;) {
      const isWhole = areEnded();
      const touched = await readTouched(work);
      work.apply({ kind: 'touched-recalled', touched, isWhole, at: Date.now() });
      if (isWhole) return;
      await condition(areEnded);
    }
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
    await condition(areEnded);
    work.apply({ kind: 'recall-failed', detail: rootMessage(error), at: Date.now() });
  }
}

async function readTouched(work: RolloutWork) {
  const { workflowId, runId } = work;
  const summary = `what ${work.ref.rollout} touched before the reset`;
  const touched = await reading.readTouched.executeWithOptions({ summary }, [{ workflowId, runId }]);
  return unpack(touched.cells);
}

async function tellWhenLate(work: RolloutWork): Promise<void> {
  const isOver = (): boolean => !isRecalling(work.state());
  if (!(await condition(isOver, LATE_AFTER, { summary: 'time to read the histories' })))
    work.apply({ kind: 'recall-late' });
}
