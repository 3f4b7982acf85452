import type { GroupOrder } from '../activities';
import type { Deployment, LastDeployment } from '../ports/deploy-target.port';
import { temporalNow, waiting, type Deploying, type GroupStep, type GroupWork } from './deploying';
import { following, isClean, isDoublyOverdue, isOverdue, progressLine, resultOf, stopAndFollow } from './follow';
import { meetForeign } from './meet-foreign';
import { left, lost, putBaseline, untouchedStep } from './put-baseline';
import { readOne, recognise } from './recognise';
import { isSameRevision } from './same-revision';

/**
 * A group counts as never touched only this long after the way back began: the forward create may have been applied just before, and a
 * read may lag behind it (S17).
 */
const UNTOUCHED_AFTER_MS = 3_000;

/** One look at a group on its way back. Every look starts from what AWS says was attempted last, so that nothing of ours is overlooked. */
export async function stepBack(deploying: Deploying, work: GroupWork): Promise<GroupStep> {
  const { group, memory } = work;
  const reading = await deploying.target.readGroup(group.deploymentGroup, deploying.attempt.signal);
  if (reading.kind === 'gone') return lost(group, `${group.deploymentGroup} is gone: ${reading.why}`);
  const { lastAttempted } = reading;
  if (lastAttempted === undefined || isBaseline(group, lastAttempted)) return untouched(deploying, work);
  const last = await readOne(deploying, lastAttempted.deploymentId);
  const whose = await recognise(deploying, last);
  switch (whose.kind) {
    case 'forward':
      return turnRound(deploying, work, last);
    case 'back':
      return followBack(deploying, { ...work, memory: { ...memory, tries: Math.max(memory.tries, whose.try) } }, last);
    case 'undo':
      return followUndo(deploying, work, last);
    case 'foreign':
      return meetForeign(deploying, work, { last, lastSuccessfulId: reading.lastSuccessfulId });
  }
}

function isBaseline({ baseline }: GroupOrder, { deploymentId }: LastDeployment): boolean {
  return baseline.kind === 'deployed' && baseline.deploymentId === deploymentId;
}

function untouched(deploying: Deploying, { group, memory }: GroupWork): GroupStep {
  const sinceMs = temporalNow(deploying) - deploying.attempt.firstScheduledAt;
  if (sinceMs < UNTOUCHED_AFTER_MS)
    return waiting(memory, 'reading', 'runs its baseline, making sure that it stays so');
  return untouchedStep(group);
}

/** Our forward deployment was the last: stop it, then put the baseline back. */
async function turnRound(deploying: Deploying, work: GroupWork, forward: Deployment): Promise<GroupStep> {
  const { group, memory } = work;
  const { firstDeployment } = deploying.order;
  if (forward.status === 'active') {
    if (group.baseline.kind === 'none' && firstDeployment === 'leave') {
      const followed = following(deploying, memory, forward.deploymentId);
      if (isOverdue(deploying, followed)) return left(group, forward);
      return waiting(followed, 'following', `first deployment ever, left to end: ${progressLine(forward)}`);
    }
    return isStopOverdue(deploying, memory)
      ? lost(group, `${forward.deploymentId} did not stop in time`, forward)
      : stopAndFollow(deploying, memory, forward);
  }
  return putBaseline(deploying, work, forward);
}

function isStopOverdue(deploying: Deploying, memory: GroupWork['memory']): boolean {
  return memory.stopSentAt !== undefined && isOverdue(deploying, memory);
}

async function followBack(deploying: Deploying, work: GroupWork, back: Deployment): Promise<GroupStep> {
  const { group } = work;
  const memory = following(deploying, work.memory, back.deploymentId);
  if (back.status === 'active') {
    if (!isOverdue(deploying, memory)) return waiting(memory, 'following', `going back, ${progressLine(back)}`);
    return isDoublyOverdue(deploying, memory)
      ? lost(group, `${back.deploymentId} did not stop in time`, back)
      : stopAndFollow(deploying, memory, back);
  }
  if (isClean(back)) return { kind: 'done', ending: 'returned', result: resultOf(back, 'succeeded'), why: undefined };
  return putBaseline(deploying, { group, memory }, back);
}

/** CodeDeploy began to undo our deployment by itself: it is followed to its end, and believed only if it put our baseline there. */
async function followUndo(deploying: Deploying, work: GroupWork, undo: Deployment): Promise<GroupStep> {
  const memory = following(deploying, work.memory, undo.deploymentId);
  if (undo.status === 'active') {
    if (isOverdue(deploying, memory)) return stopAndFollow(deploying, memory, undo);
    return waiting(memory, 'following', `CodeDeploy takes it back by itself, ${progressLine(undo)}`);
  }
  const { baseline } = work.group;
  const isBack =
    isClean(undo) &&
    baseline.kind === 'deployed' &&
    undo.revision !== undefined &&
    isSameRevision(undo.revision, baseline.revision);
  if (isBack) return { kind: 'done', ending: 'returned', result: resultOf(undo, 'succeeded'), why: undefined };
  return putBaseline(deploying, { ...work, memory }, undo);
}
