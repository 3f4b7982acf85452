import type { Deployment, DeploymentError, Ended, Target } from './deployment';

type End = { readonly status: Ended['status']; readonly error: DeploymentError | undefined; readonly at: number };

/** Instances that were not reached are skipped; one that was out when it stopped keeps what it had. */
export function endedAs(deployment: Deployment, { status, error, at }: End): Deployment {
  const { progress } = deployment;
  const startedAt = 'startedAt' in progress ? progress.startedAt : undefined;
  const targets = deployment.targets.map((target): Target =>
    target.status === 'Pending' || target.status === 'InProgress'
      ? { ...target, status: 'Skipped', updatedAt: at }
      : target,
  );
  return { ...deployment, targets, progress: { kind: 'ended', status, startedAt, endedAt: at, error } };
}
