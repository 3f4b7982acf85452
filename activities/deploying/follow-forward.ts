import type { Deployment } from '../ports/deploy-target.port';
import { findAll } from './create-once';
import { waiting, type Deploying, type GroupStep, type GroupWork } from './deploying';
import {
  isClean,
  isDoublyOverdue,
  isOverdue,
  overdueWords,
  progressLine,
  resultOf,
  stopAndFollow,
  whyNotClean,
} from './follow';
import { forwardTurn } from './marker';
import { readOne } from './recognise';

/** One look at our own deployment on its way forward. */
export async function followForward(deploying: Deploying, work: GroupWork, ours: Deployment): Promise<GroupStep> {
  const { memory } = work;
  if (ours.status === 'active') {
    if (isDoublyOverdue(deploying, memory)) return failed(deploying, work, ours);
    if (isOverdue(deploying, memory)) return stopAndFollow(deploying, memory, ours);
    return waiting(memory, 'following', progressLine(ours));
  }
  if (ours.undoneBy !== undefined) {
    const undo = await readOne(deploying, ours.undoneBy);
    // The way back follows it further, and stops it.
    if (undo.status === 'active' && isDoublyOverdue(deploying, memory)) return failed(deploying, work, ours);
    if (undo.status === 'active')
      return waiting(memory, 'following', `CodeDeploy takes it back by itself, ${progressLine(undo)}`);
  }
  if (!isClean(ours)) return failed(deploying, work, ours);
  const duplicates = await stopDuplicates(deploying, work, ours);
  if (duplicates > 0) return waiting(memory, 'stopping', `stopping ${duplicates} duplicates of ${ours.deploymentId}`);
  return { kind: 'done', ending: 'deployed', result: resultOf(ours, 'succeeded'), why: undefined };
}

function failed(deploying: Deploying, { memory }: GroupWork, ours: Deployment): GroupStep {
  const why =
    memory.stopSentAt !== undefined && memory.deploymentId === ours.deploymentId && ours.status === 'stopped'
      ? overdueWords(deploying, ours.deploymentId)
      : whyNotClean(ours);
  return {
    kind: 'done',
    ending: 'failed',
    result: resultOf(ours, ours.status === 'stopped' ? 'stopped' : 'failed'),
    why,
  };
}

/** A create that was in doubt may have been applied twice; at most one deployment may be effective (S16). */
async function stopDuplicates(deploying: Deploying, { group }: GroupWork, ours: Deployment): Promise<number> {
  if (!deploying.doubt.ever) return 0;
  const all = await findAll(deploying, forwardTurn(deploying.order, group.deploymentGroup));
  const live = all.filter(({ deploymentId, status }) => status === 'active' && deploymentId !== ours.deploymentId);
  for (const { deploymentId } of live) await deploying.target.stop(deploymentId, deploying.attempt.signal);
  return live.length;
}
