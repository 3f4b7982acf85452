import type { GroupOrder } from '../activities';
import type { Deployment } from '../ports/deploy-target.port';
import { createOnce } from './create-once';
import { notCreated, temporalNow, waiting, type Deploying, type GroupStep, type GroupWork } from './deploying';
import { following, resultOf, whyNotClean } from './follow';

/** Begins the next try of the way back. `before`: what was attempted last and has ended. */
export async function putBaseline(deploying: Deploying, work: GroupWork, before: Deployment): Promise<GroupStep> {
  const { group, memory } = work;
  if (group.baseline.kind === 'none') return left(group, before);
  if (memory.tries > deploying.order.deploy.backTries) {
    const why = `${memory.tries} tries to put the baseline back failed, last ${whyNotClean(before)}`;
    return lost(group, why, before);
  }
  const { deploymentGroup } = group;
  const next = memory.tries + 1;
  const turn = { deploymentGroup, direction: 'back', generation: deploying.order.generation, try: next } as const;
  const creation = await createOnce(deploying, turn, group.baseline.revision);
  if (creation.kind !== 'created') return notCreated(memory, creation.kind);
  const { deploymentId } = creation;
  const begun = following(deploying, { ...memory, tries: next }, deploymentId);
  return waiting(begun, 'following', `going back with ${deploymentId}`);
}

export function left(group: GroupOrder, before: Deployment): GroupStep {
  const outcome = before.status === 'active' ? 'unknown' : before.status;
  const why = `${group.deploymentGroup} never had a successful deployment before: ${before.deploymentId} (${before.status}) stays`;
  return { kind: 'done', ending: 'left', result: resultOf(before, outcome), why };
}

export function lost({ deploymentGroup }: GroupOrder, why: string, last?: Deployment): GroupStep {
  const result = {
    deploymentGroup,
    deploymentId: last?.deploymentId,
    outcome: 'unknown',
    createdAt: last?.createdAt,
  } as const;
  return { kind: 'done', ending: 'unknown', result, why };
}

/**
 * A group counts as never touched only this long after the way back began: the forward create may have been applied just before, and a
 * read may lag behind it (S17). Where nobody saw the forward work end, it may even still send one (create within 10 s, answered within 10).
 */
const UNTOUCHED_AFTER_MS = { witnessed: 3_000, unwitnessed: 25_000 } as const;

export function untouched(deploying: Deploying, { group, memory }: GroupWork): GroupStep {
  const sinceMs = temporalNow(deploying) - deploying.attempt.firstScheduledAt;
  const waitMs = UNTOUCHED_AFTER_MS[deploying.order.witnessed === true ? 'witnessed' : 'unwitnessed'];
  if (sinceMs < waitMs) return waiting(memory, 'reading', 'nothing of ours there, making sure that it stays so');
  const { deploymentGroup } = group;
  const result = { deploymentGroup, deploymentId: undefined, outcome: 'untouched', createdAt: undefined } as const;
  return { kind: 'done', ending: 'returned', result, why: undefined };
}
