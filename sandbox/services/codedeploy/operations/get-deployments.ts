import type { Call } from '../../../service';
import type { Desk } from '../desk';
import { checkDeploymentId, findDeployment } from '../find-place';
import { texts } from '../members';
import { deploymentInfo } from '../present';
import { refusal } from '../refusals';

const mostPerBatch = 25;

export function getDeployment(desk: Desk, call: Call) {
  return { deploymentInfo: deploymentInfo(desk.store, findDeployment(desk, call)) };
}

/** Ids that name nothing are left out, as the real service does. */
export function batchGetDeployments(desk: Desk, call: Call) {
  const ids = texts(call.input, 'deploymentIds') ?? [];
  if (ids.length === 0) throw refusal('DeploymentIdRequiredException', 'At least one deployment ID must be specified.');
  if (ids.length > mostPerBatch)
    throw refusal('BatchLimitExceededException', `The maximum number of deployments in a batch is ${mostPerBatch}.`);
  ids.forEach(checkDeploymentId);
  const found = ids.flatMap((id) => desk.store.find(call, id) ?? []);
  return { deploymentsInfo: found.map((deployment) => deploymentInfo(desk.store, deployment)) };
}
