import { patched, workflowInfo } from '@temporalio/workflow';
import { holders, reading } from './activity-profiles';
import { waveWorkflowId } from './contract/ids';
import { unpack } from './contract/packed';
import type { RolloutWork } from './rollout-work';

/** `RESET_MARK` is asked for in runs made by Reset alone, so that no other run's history knows of it. */
const RESET_MARK = 'made-by-reset';

/**
 * Whether this run was made by Reset, and has come past the point it was reset to. Before that point it replays what the old run did, and
 * `patched` says no, because the mark is not in that history; from there on it says yes, now and in every later replay.
 */
export function isPastReset(): boolean {
  const { runId, originalExecutionRunId } = workflowInfo();
  return runId !== originalExecutionRunId && patched(RESET_MARK);
}

export type ResetErrands = { settling: boolean; recalled: boolean };

/**
 * A run made by Reset knows nothing of what its predecessor did after that point. So it makes every wave end that may still be at work,
 * holds, and never goes forward; and before it goes back, it reads from the histories what was really touched (S10).
 */
export async function heedReset(work: RolloutWork, errands: ResetErrands): Promise<void> {
  if (!errands.settling) {
    errands.settling = true;
    void endOpenWaves(work);
  }
  const { stance, turn } = work.state();
  if (turn.kind === 'return') return recall(work, errands);
  const isHeld = stance.kind === 'held' && stance.why.kind === 'reset';
  if (turn.kind === 'none' && !isHeld) work.apply({ kind: 'held-by-reset', at: Date.now() });
}

/** One after the other, for only one of them can be open (S1). */
async function endOpenWaves(work: RolloutWork): Promise<void> {
  for (const { wave } of work.state().waves) {
    const workflowId = waveWorkflowId(work.ref.rollout, wave.name);
    await holders.awaitHolder.executeWithOptions({ summary: `end ${wave.name}, if it is open` }, [
      { workflowId, cancel: true },
    ]);
  }
}

async function recall(work: RolloutWork, errands: ResetErrands): Promise<void> {
  if (errands.recalled) return;
  errands.recalled = true;
  const { workflowId, runId } = work;
  const summary = `what ${work.ref.rollout} touched before the reset`;
  const touched = await reading.readTouched.executeWithOptions({ summary }, [{ workflowId, runId }]);
  work.apply({ kind: 'touched-recalled', touched: unpack(touched.cells), at: Date.now() });
}
