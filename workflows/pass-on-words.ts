import { condition } from '@temporalio/workflow';
import { runningWave } from '../waves/rollout/next-step';
import { waveWorkflowId } from './contract/ids';
import type { RolloutWork } from './rollout-work';
import { steerWave } from './run-wave';

/** A word that could not be delivered is tried again after this long, for as long as its wave runs. */
const AGAIN_MS = 1_000;

/**
 * Passes on to the running wave what the rollout was told, in order, each word until it has arrived: one that meets the moment in which a
 * wave starts must not be lost (S15). On its own, so that no wave that cannot be reached keeps the rollout waiting. Ends when `isOver`.
 */
export async function passOnWords(work: RolloutWork, isOver: () => boolean): Promise<void> {
  for (;;) {
    await condition(() => isOver() || (work.steers.length > 0 && isReachable(work)));
    const [order] = work.steers;
    if (isOver() || order === undefined) return;
    const seen = work.changes.count();
    // What is said while no wave runs stands in the rollout's state, and the next wave is told when it starts.
    if (runningWave(work.state()) === undefined || (await steerWave(work, order))) work.steers.shift();
    else await work.changes.since(seen, Date.now() + AGAIN_MS);
  }
}

/** A wave that has only been commanded is no one to talk to yet. */
function isReachable(work: RolloutWork): boolean {
  const running = work.state().waves.find(({ stage }) => stage.kind === 'running');
  return running === undefined || work.hasBegun(waveWorkflowId(work.ref.rollout, running.wave.name));
}
