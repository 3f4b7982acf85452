import { arnOf } from '../../../authorize';
import type { Call } from '../../../service';
import type { Desk } from '../desk';
import { findDeployment } from '../find-place';
import { flag } from '../members';
import { noteStopRequested } from '../note';
import { refusal } from '../refusals';

export function stopDeployment(desk: Desk, call: Call) {
  const deployment = findDeployment(desk, call);
  if (deployment.progress.kind === 'ended')
    throw refusal('DeploymentAlreadyCompletedException', `Deployment ${deployment.id} is already completed`);
  noteStopRequested(desk.ledger, deployment, { at: call.at, by: arnOf(call.principal) });
  return desk.engine.requestStop(deployment, flag(call.input, 'autoRollbackEnabled'))
    ? { status: 'Succeeded', statusMessage: 'The deployment was stopped.' }
    : { status: 'Pending', statusMessage: 'The deployment is being stopped.' };
}
