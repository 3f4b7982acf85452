import type { Ledger } from '../../ledger';
import type { DeploymentFacts } from '../../ledger-entry';
import type { Deployment, Place } from './deployment';

/** The ledger's lines about deployments. */
export function noteCreated(ledger: Ledger, deployment: Deployment): void {
  const { createdAt, order } = deployment;
  ledger.append({
    kind: 'deployment-created',
    ...whereIs(deployment.place, createdAt),
    ...factsOf(deployment),
    by: order.by,
  });
}

type InstanceNote = { readonly at: number; readonly instanceId: string; readonly fromKey: string | undefined };

export function noteInstance(ledger: Ledger, deployment: Deployment, { at, instanceId, fromKey }: InstanceNote): void {
  ledger.append({
    kind: 'instance-changed',
    ...whereIs(deployment.place, at),
    ...factsOf(deployment),
    instanceId,
    fromKey,
  });
}

type StopNote = { readonly at: number; readonly by: string };

export function noteStopRequested(ledger: Ledger, deployment: Deployment, { at, by }: StopNote): void {
  ledger.append({ kind: 'deployment-stop-requested', ...whereIs(deployment.place, at), ...factsOf(deployment), by });
}

export function noteEnded(ledger: Ledger, deployment: Deployment, at: number): void {
  const { progress } = deployment;
  if (progress.kind !== 'ended') return;
  const { status, error } = progress;
  const end = { status, errorCode: error?.code };
  ledger.append({ kind: 'deployment-ended', ...whereIs(deployment.place, at), ...factsOf(deployment), ...end });
}

export function whereIs({ cell }: Place, at: number) {
  return { at, account: cell.account, region: cell.region, cell: cell.name };
}

function factsOf({ id, place, order }: Deployment): DeploymentFacts {
  return {
    deploymentId: id,
    application: place.application.name,
    group: place.group.name,
    key: order.revision.key,
    description: order.description,
    creator: order.creator,
  };
}
