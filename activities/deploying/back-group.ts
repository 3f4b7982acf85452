import type { GroupOrder } from '../activities';
import type { Deployment, LastDeployment } from '../ports/deploy-target.port';
import { temporalNow, waiting, type Deploying, type GroupStep, type GroupWork } from './deploying';
import {
  carriesBaseline,
  following,
  isClean,
  isDoublyOverdue,
  isOverdue,
  progressLine,
  resultOf,
  stopAndFollow,
} from './follow';
import { meetForeign } from './meet-foreign';
import { left, lost, putBaseline, untouched } from './put-baseline';
import { readOne, recognise, type Whose } from './recognise';

/** For what is no deployment: creates that were lost, looks that failed. */
const SPARE_MS = 5 * 60_000;

/**
 * Longer than all its waits together: a deployment and its stop, for the forward one and for every try. Whatever keeps a way back going for
 * longer does not end by itself (S14).
 */
function isHopeless(deploying: Deploying): boolean {
  const { timeoutMs, foreignWaitMs, backTries } = deploying.order.deploy;
  const longestMs = 2 * timeoutMs * (backTries + 2) + foreignWaitMs + SPARE_MS;
  return temporalNow(deploying) - deploying.attempt.firstScheduledAt > longestMs;
}

/** One look at a group on its way back. Every look starts from what AWS says was attempted last, so that nothing of ours is overlooked. */
export async function stepBack(deploying: Deploying, work: GroupWork): Promise<GroupStep> {
  const { group } = work;
  if (isHopeless(deploying))
    return lost(group, `nobody could bring ${group.deploymentGroup} back in all the time it had`);
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
      return meetBack(deploying, work, { back: last, whose });
    case 'undo':
      return followUndo(deploying, work, last);
    case 'foreign':
      return meetForeign(deploying, work, { last, lastSuccessfulId: reading.lastSuccessfulId });
  }
}

function isBaseline({ baseline }: GroupOrder, { deploymentId }: LastDeployment): boolean {
  return baseline.kind === 'deployed' && baseline.deploymentId === deploymentId;
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

type Back = { readonly back: Deployment; readonly whose: Extract<Whose, { kind: 'back' }> };

/** Of an earlier generation it is what our forward work found there as its baseline; the tries of this one are not used up by it. */
async function meetBack(deploying: Deploying, work: GroupWork, { back, whose }: Back): Promise<GroupStep> {
  const isEarlier = whose.generation < deploying.order.generation;
  if (isEarlier && carriesBaseline(work.group, back)) return untouched(deploying, work);
  const tries = isEarlier ? work.memory.tries : Math.max(work.memory.tries, whose.try);
  return followBack(deploying, { ...work, memory: { ...work.memory, tries } }, back);
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
    if (isDoublyOverdue(deploying, memory)) return lost(work.group, `${undo.deploymentId} did not stop in time`, undo);
    if (isOverdue(deploying, memory)) return stopAndFollow(deploying, memory, undo);
    return waiting(memory, 'following', `CodeDeploy takes it back by itself, ${progressLine(undo)}`);
  }
  if (carriesBaseline(work.group, undo))
    return { kind: 'done', ending: 'returned', result: resultOf(undo, 'succeeded'), why: undefined };
  return putBaseline(deploying, { ...work, memory }, undo);
}
