import type { Deployment } from '../ports/deploy-target.port';
import { temporalNow, waiting, type Deploying, type GroupStep, type GroupWork } from './deploying';
import { resultOf } from './follow';
import { turnOf, type Turn } from './marker';
import { putBaseline, untouched } from './put-baseline';
import { isSameRevision } from './same-revision';

type Met = { readonly last: Deployment; readonly lastSuccessfulId: string | undefined };

/**
 * Somebody else deployed last. A group in which nothing of ours ever was is none of ours to take back, whatever it carries (S10). One that
 * still carries our release is taken back; one that was moved elsewhere is left alone and reported (DESIGN 8).
 */
export async function meetForeign(deploying: Deploying, work: GroupWork, met: Met): Promise<GroupStep> {
  const { last } = met;
  const { group, memory } = work;
  const ours = await newestOfOurs(deploying, group.deploymentGroup);
  if (ours === undefined) return untouched(deploying, work);
  if (last.status === 'active') return waitForEnd(deploying, work, last);
  const carriesRelease = last.revision !== undefined && isSameRevision(last.revision, group.release);
  if (last.status === 'succeeded' && !carriesRelease) return moved(last, 'was deployed over it');
  // If it failed or was stopped, what runs there is what was there before, or a mix.
  return putBaseline(deploying, { group, memory: { ...memory, tries: Math.max(memory.tries, ours.try) } }, last);
}

function waitForEnd(deploying: Deploying, { memory }: GroupWork, last: Deployment): GroupStep {
  const now = temporalNow(deploying);
  const sinceAt = memory.foreignSinceAt ?? now;
  if (now - sinceAt > deploying.order.deploy.foreignWaitMs) return moved(last, 'is still active there');
  const line = `waiting for deployment ${last.deploymentId}, which is not of this rollout, to end`;
  return waiting({ ...memory, foreignSinceAt: sinceAt }, 'waiting-for-foreign', line);
}

/** How far back our own tries reach among the newest deployments of the group; forward counts as try 0. */
async function newestOfOurs(
  { target, order, attempt }: Deploying,
  deploymentGroup: string,
): Promise<{ readonly try: number } | undefined> {
  const recent = await target.recent(deploymentGroup, attempt.signal);
  const turns = recent.flatMap((deployment) => turnOf(order, deployment) ?? []);
  if (turns.length === 0) return undefined;
  const isThisWay = (turn: Turn): boolean => turn.direction === 'back' && turn.generation === order.generation;
  return { try: Math.max(...turns.map((turn) => (isThisWay(turn) ? turn.try : 0))) };
}

function moved(last: Deployment, words: string): GroupStep {
  const why = `somebody else has moved ${last.deploymentGroup} since: ${last.deploymentId} ${words}`;
  return { kind: 'done', ending: 'moved', result: resultOf(last, 'moved'), why };
}
