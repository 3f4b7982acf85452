import type { Call } from '../../../service';
import type { Deployment, Target } from '../deployment';
import type { Desk } from '../desk';
import { findDeployment } from '../find-place';
import { members, text, texts } from '../members';
import { pageOf } from '../page';
import { refusal } from '../refusals';

const mostPerBatch = 25;

export function listDeploymentTargets(desk: Desk, call: Call) {
  const statuses = texts(members(call.input, 'targetFilters') ?? {}, 'TargetStatus');
  const { items, nextToken } = pageOf(listed(desk, call, statuses), text(call.input, 'nextToken'));
  return { targetIds: items, nextToken };
}

export function listDeploymentInstances(desk: Desk, call: Call) {
  const statuses = texts(call.input, 'instanceStatusFilter');
  const { items, nextToken } = pageOf(listed(desk, call, statuses), text(call.input, 'nextToken'));
  return { instancesList: items, nextToken };
}

export function getDeploymentTarget(desk: Desk, call: Call) {
  const deployment = findDeployment(desk, call);
  const id = text(call.input, 'targetId');
  if (id === undefined)
    throw refusal('DeploymentTargetIdRequiredException', 'A deployment target ID must be specified.');
  return { deploymentTarget: present(deployment, find(deployment, id)) };
}

export function batchGetDeploymentTargets(desk: Desk, call: Call) {
  const deployment = findDeployment(desk, call);
  const ids = texts(call.input, 'targetIds') ?? [];
  if (ids.length === 0)
    throw refusal('DeploymentTargetIdRequiredException', 'At least one target ID must be specified.');
  if (ids.length > mostPerBatch)
    throw refusal(
      'DeploymentTargetListSizeExceededException',
      `The maximum number of targets in a batch is ${mostPerBatch}.`,
    );
  return { deploymentTargets: ids.map((id) => present(deployment, find(deployment, id))) };
}

function listed(desk: Desk, call: Call, statuses: readonly string[] | undefined): readonly string[] {
  const deployment = findDeployment(desk, call);
  if (deployment.progress.kind === 'created' || deployment.progress.kind === 'queued')
    throw refusal('DeploymentNotStartedException', `The deployment ${deployment.id} has not started.`);
  const wanted = deployment.targets.filter(({ status }) => statuses?.includes(status) ?? true);
  return wanted.map(({ instanceId }) => instanceId);
}

/** A target is named by its instance's id or by its ARN. */
function find(deployment: Deployment, id: string): Target {
  const target = deployment.targets.find(({ instanceId }) => instanceId === id || arnOf(deployment, instanceId) === id);
  if (target === undefined)
    throw refusal('DeploymentTargetDoesNotExistException', `The deployment has no target ${id}`);
  return target;
}

function present(deployment: Deployment, { instanceId, status, updatedAt, message }: Target) {
  return {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      deploymentId: deployment.id,
      targetId: instanceId,
      targetArn: arnOf(deployment, instanceId),
      status,
      lastUpdatedAt: new Date(updatedAt),
      lifecycleEvents: lifecycleEvents(status, message),
      instanceLabel: undefined,
    },
  };
}

function lifecycleEvents(status: Target['status'], message: string) {
  if (status !== 'Failed') return [{ lifecycleEventName: 'AfterInstall', status }];
  return [
    {
      lifecycleEventName: 'AfterInstall',
      status,
      diagnostics: { errorCode: 'ScriptFailed', message, logTail: message },
    },
  ];
}

function arnOf({ place }: Deployment, instanceId: string): string {
  return `arn:aws:ec2:${place.cell.region}:${place.cell.account}:instance/${instanceId}`;
}
