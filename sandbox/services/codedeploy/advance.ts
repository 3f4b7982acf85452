import { batchCount, nextBatch } from './deployment-config';
import type { Deployment, DeploymentError, Target } from './deployment';
import type { DeploymentOutcome } from './hooks';
import type { Motion } from './motion';
import { noteInstance } from './note';
import { doneCount, takeOut } from './targets';

/** Takes the next instances out to change them, or ends. */
export function advance(motion: Motion, deployment: Deployment, outcome: DeploymentOutcome): void {
  if (deployment.targets.length === 0) {
    motion.end(deployment, 'Succeeded', undefined);
    return;
  }
  const next = nextBatch(deployment.order.configName, deployment.targets);
  switch (next.kind) {
    case 'succeeded':
      motion.end(deployment, 'Succeeded', undefined);
      return;
    case 'unhealthy':
      motion.end(deployment, 'Failed', failureOf(outcome));
      return;
    case 'deploy':
      changeBatch(
        motion,
        { ...deployment, targets: takeOut(deployment.targets, next.count, motion.world.clock.now()) },
        outcome,
      );
  }
}

function changeBatch(motion: Motion, taken: Deployment, outcome: DeploymentOutcome): void {
  motion.store.put(taken);
  if (outcome.kind === 'hangs' && doneCount(taken.targets) >= (outcome.afterInstances ?? 0)) return;
  const seconds = motion.pace.deploymentSeconds / batchCount(taken.order.configName, taken.targets.length);
  const goOn = (now: Deployment): void => {
    if (now.progress.kind === 'in-progress') advance(motion, putBack(motion, now, outcome), outcome);
  };
  if (seconds === 0) goOn(taken);
  else motion.later(taken.id, seconds, goOn);
}

/** Ends the work on the instances that are out: they run the new revision, or have failed and keep what they had. */
function putBack(motion: Motion, deployment: Deployment, outcome: DeploymentOutcome): Deployment {
  const at = motion.world.clock.now();
  let done = doneCount(deployment.targets);
  const targets = deployment.targets.map((target): Target => {
    if (target.status !== 'InProgress') return target;
    done += 1;
    if (outcome.kind === 'fails' && done > outcome.afterInstances)
      return { ...target, status: 'Failed', updatedAt: at, message: outcome.message };
    changeRevision(motion, deployment, target);
    return { ...target, status: 'Succeeded', updatedAt: at };
  });
  const next = { ...deployment, targets };
  motion.store.put(next);
  return next;
}

function changeRevision({ world, ledger }: Motion, deployment: Deployment, { instanceId }: Target): void {
  const instance = deployment.place.group.instances.find(({ id }) => id === instanceId);
  if (instance === undefined) return;
  const fromKey = instance.revision?.key;
  instance.revision = deployment.order.revision;
  noteInstance(ledger, deployment, { at: world.clock.now(), instanceId, fromKey });
}

function failureOf(outcome: DeploymentOutcome): DeploymentError {
  if (outcome.kind === 'fails') return { code: outcome.errorCode, message: outcome.message };
  return {
    code: 'HEALTH_CONSTRAINTS',
    message: 'The overall deployment failed because too many individual instances failed.',
  };
}
