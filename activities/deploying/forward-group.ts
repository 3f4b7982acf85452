import { assertNever } from '../../alarms/assert-never';
import type { GroupOrder } from '../activities';
import type { Deployment, LastDeployment } from '../ports/deploy-target.port';
import { createOnce, findTurn } from './create-once';
import { notCreated, temporalNow, waiting, type Deploying, type GroupStep, type GroupWork } from './deploying';
import { carriesBaseline, following } from './follow';
import { followForward } from './follow-forward';
import { forwardTurn } from './marker';
import { readOne, recognise } from './recognise';

type Group = { readonly lastAttempted: LastDeployment | undefined; readonly lastSuccessfulId: string | undefined };

/** One look at a group on its way forward: finds or creates the deployment, or follows it. */
export async function stepForward(deploying: Deploying, work: GroupWork): Promise<GroupStep> {
  const { target, attempt, order } = deploying;
  const { deploymentId } = work.memory;
  if (deploymentId !== undefined) return followForward(deploying, work, await readOne(deploying, deploymentId));
  const { deploymentGroup } = work.group;
  // S28 first: what another account answers about this cell means nothing.
  await target.verifyAccount(attempt.signal);
  const [reading, stopTags] = await Promise.all([
    target.readGroup(deploymentGroup, attempt.signal),
    target.stopTags(attempt.signal),
  ]);
  if (reading.kind === 'gone') return { kind: 'held', because: 'vanished', why: reading.why };
  const found = await find(deploying, work.group, reading);
  if (found.kind === 'ours')
    return followForward(deploying, adopting(deploying, work, found.deployment), found.deployment);
  if (found.kind === 'held') return found;
  if (found.kind === 'foreign') return waitForForeign(deploying, work, found.deployment);
  if (stopTags.includes(order.ref.releaseDigest))
    return {
      kind: 'held',
      because: 'stop-tag',
      why: `${order.cell.target.application} carries a stop tag for this release`,
    };
  const isMoved = found.kind === 'changed' || found.baselineId !== reading.lastSuccessfulId;
  if (isMoved || work.memory.foreignSinceAt !== undefined)
    return { kind: 'held', because: 'baseline-moved', why: movedWords(work.group, reading) };
  return create(deploying, work);
}

type Found =
  | { readonly kind: 'ours'; readonly deployment: Deployment }
  | { readonly kind: 'foreign'; readonly deployment: Deployment }
  /** Nothing of ours, and the group is as it was recorded. `baselineId`: what stands for the baseline there now. */
  | { readonly kind: 'none'; readonly baselineId: string | undefined }
  /** Nothing of ours, but somebody else has tried something since. */
  | { readonly kind: 'changed' }
  | Extract<GroupStep, { kind: 'held' }>;

async function find(deploying: Deploying, group: GroupOrder, { lastAttempted }: Group): Promise<Found> {
  const found = await lookAtLast(deploying, group, lastAttempted);
  if ((found.kind !== 'none' && found.kind !== 'changed') || !deploying.doubt.ever) return found;
  // Reads lag and others may have deployed since: after a create in doubt the marker is looked for further back as well.
  const hidden = await findTurn(deploying, forwardTurn(deploying.order, group.deploymentGroup));
  return hidden === undefined ? found : { kind: 'ours', deployment: hidden };
}

async function lookAtLast(
  deploying: Deploying,
  group: GroupOrder,
  lastAttempted: LastDeployment | undefined,
): Promise<Found> {
  const recorded = { kind: 'none', baselineId: baselineId(group) } as const;
  if (lastAttempted === undefined || lastAttempted.deploymentId === lastAttemptedId(group)) return recorded;
  const deployment = await readOne(deploying, lastAttempted.deploymentId);
  const whose = await recognise(deploying, deployment);
  switch (whose.kind) {
    case 'forward':
      return { kind: 'ours', deployment };
    case 'undo':
      return { kind: 'ours', deployment: whose.of };
    case 'back': {
      const { deploymentId } = deployment;
      const isEarlier = whose.generation < deploying.order.generation;
      if (isEarlier && carriesBaseline(group, deployment)) return { kind: 'none', baselineId: deploymentId };
      return { kind: 'held', because: 'baseline-moved', why: `${deploymentId} is taking this release back` };
    }
    case 'foreign':
      return deployment.status === 'active' ? { kind: 'foreign', deployment } : { kind: 'changed' };
    default:
      return assertNever(whose);
  }
}

function adopting(deploying: Deploying, work: GroupWork, { deploymentId }: Deployment): GroupWork {
  return { ...work, memory: following(deploying, work.memory, deploymentId) };
}

function waitForForeign(deploying: Deploying, { memory }: GroupWork, foreign: Deployment): GroupStep {
  const now = temporalNow(deploying);
  const sinceAt = memory.foreignSinceAt ?? now;
  const who = `deployment ${foreign.deploymentId}, which is not of this rollout,`;
  if (now - sinceAt > deploying.order.deploy.foreignWaitMs)
    return { kind: 'held', because: 'foreign-deployment', why: `${who} is still active in ${foreign.deploymentGroup}` };
  return waiting({ ...memory, foreignSinceAt: sinceAt }, 'waiting-for-foreign', `waiting for ${who} to end`);
}

async function create(deploying: Deploying, { group, memory }: GroupWork): Promise<GroupStep> {
  const creation = await createOnce(deploying, forwardTurn(deploying.order, group.deploymentGroup), group.release);
  if (creation.kind !== 'created') return notCreated(memory, creation.kind);
  const { deploymentId } = creation;
  return waiting(following(deploying, memory, deploymentId), 'following', `created ${deploymentId}`);
}

function baselineId({ baseline }: GroupOrder): string | undefined {
  return baseline.kind === 'deployed' ? baseline.deploymentId : undefined;
}

/** The last attempt there when the baseline was read: another one only where somebody vouched for the baseline all the same. */
function lastAttemptedId(group: GroupOrder): string | undefined {
  return group.baseline.lastAttemptedId ?? baselineId(group);
}

function movedWords(group: GroupOrder, { lastAttempted, lastSuccessfulId }: Group): string {
  const was = baselineId(group) ?? 'none';
  const now = lastSuccessfulId ?? 'none';
  const last = lastAttempted?.deploymentId ?? 'none';
  return `${group.deploymentGroup} was changed by somebody else: baseline ${was}, last successful now ${now}, last attempted ${last}`;
}
