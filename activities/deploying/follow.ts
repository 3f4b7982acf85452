import { formatDuration } from '../../alarms/durations';
import type { GroupOrder, GroupResult } from '../activities';
import type { Deployment } from '../ports/deploy-target.port';
import { temporalNow, waiting, type Deploying, type GroupStep } from './deploying';
import type { GroupMemory } from './memory';
import { isSameRevision } from './same-revision';

/** Stopping may take as long as a life-cycle script; the wish is repeated in case it was lost. */
const STOP_AGAIN_MS = 30_000;

export function progressLine({ instances }: Deployment): string {
  return `${instances.succeeded} of ${instances.total} instances`;
}

/** Success is every instance: CodeDeploy also says Succeeded when the last one failed. */
export function isClean({ status, instances }: Deployment): boolean {
  return status === 'succeeded' && instances.failed === 0 && instances.skipped === 0;
}

/** It succeeded everywhere, and brought what the group ran before. */
export function carriesBaseline({ baseline }: GroupOrder, deployment: Deployment): boolean {
  const { revision } = deployment;
  if (baseline.kind !== 'deployed' || revision === undefined || !isClean(deployment)) return false;
  return isSameRevision(revision, baseline.revision);
}

export function whyNotClean({ deploymentId, status, instances, error }: Deployment): string {
  if (status === 'succeeded')
    return `${deploymentId} ended with ${instances.failed} failed and ${instances.skipped} skipped instances`;
  return `${deploymentId} ${status}${error === undefined ? '' : `: ${error}`}`;
}

export function following(deploying: Deploying, memory: GroupMemory, deploymentId: string): GroupMemory {
  if (memory.deploymentId === deploymentId) return memory;
  return { ...memory, deploymentId, followedSinceAt: temporalNow(deploying), stopSentAt: undefined };
}

export function isOverdue(deploying: Deploying, { followedSinceAt }: GroupMemory): boolean {
  return followedSinceAt !== undefined && temporalNow(deploying) - followedSinceAt > deploying.order.deploy.timeoutMs;
}

/** The stop itself gets as long again. */
export function isDoublyOverdue(deploying: Deploying, { followedSinceAt }: GroupMemory): boolean {
  return (
    followedSinceAt !== undefined && temporalNow(deploying) - followedSinceAt > 2 * deploying.order.deploy.timeoutMs
  );
}

/** Asks for the stop; the deployment is then followed to its end like any other. */
export async function stopAndFollow(
  deploying: Deploying,
  memory: GroupMemory,
  deployment: Deployment,
): Promise<GroupStep> {
  const { deploymentId } = deployment;
  const now = temporalNow(deploying);
  const followed = following(deploying, memory, deploymentId);
  const isDue = followed.stopSentAt === undefined || now - followed.stopSentAt > STOP_AGAIN_MS;
  if (isDue) {
    await deploying.target.verifyAccount(deploying.attempt.signal);
    await deploying.target.stop(deploymentId, deploying.attempt.signal);
  }
  const stopped = isDue ? { ...followed, stopSentAt: now } : followed;
  return waiting(stopped, 'stopping', `stopping ${deploymentId}, ${progressLine(deployment)}`);
}

export function overdueWords({ order }: Deploying, deploymentId: string): string {
  return `${deploymentId} took longer than ${formatDuration(order.deploy.timeoutMs)} and was stopped`;
}

export function resultOf(deployment: Deployment, outcome: GroupResult['outcome']): GroupResult {
  const { deploymentGroup, deploymentId, createdAt } = deployment;
  return { deploymentGroup, deploymentId, outcome, createdAt };
}
