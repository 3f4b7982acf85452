import type { DeploymentConfigName, Target } from './deployment';

/** What a deployment does after the instances it has just dealt with. */
export type NextBatch =
  | { readonly kind: 'deploy'; readonly count: number }
  | { readonly kind: 'succeeded' }
  /** Too few healthy instances are left to go on, or to call it a success. */
  | { readonly kind: 'unhealthy' };

/**
 * CodeDeploy's arithmetic of minimum healthy hosts: a failed instance stays out of service and takes the place of one that could be deployed next.
 * Hence the quirk that OneAtATime forgives a failure of the very last instance: nobody is left to be taken out.
 */
export function nextBatch(config: DeploymentConfigName, targets: readonly Target[]): NextBatch {
  const failed = count(targets, 'Failed');
  const pending = count(targets, 'Pending');
  const fewestHealthy = minimumHealthy(config, targets.length);
  if (pending === 0)
    return targets.length - failed >= Math.max(1, fewestHealthy) ? { kind: 'succeeded' } : { kind: 'unhealthy' };
  const room = targets.length - failed - fewestHealthy;
  return room > 0 ? { kind: 'deploy', count: Math.min(room, pending) } : { kind: 'unhealthy' };
}

/** How many batches a deployment without failures takes. */
export function batchCount(config: DeploymentConfigName, instances: number): number {
  return Math.max(1, Math.ceil(instances / (instances - minimumHealthy(config, instances))));
}

function minimumHealthy(config: DeploymentConfigName, instances: number): number {
  switch (config) {
    case 'CodeDeployDefault.OneAtATime':
      return instances - 1;
    case 'CodeDeployDefault.HalfAtATime':
      return Math.min(Math.ceil(instances / 2), instances - 1);
    case 'CodeDeployDefault.AllAtOnce':
      return 0;
  }
}

export function count(targets: readonly Target[], status: Target['status']): number {
  return targets.filter((target) => target.status === status).length;
}
