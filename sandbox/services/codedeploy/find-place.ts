import type { Call } from '../../service';
import type { Deployment, Place } from './deployment';
import type { Desk } from './desk';
import { text } from './members';
import { refusal } from './refusals';

export type ApplicationPlace = Pick<Place, 'cell' | 'application'>;

export function findApplication(desk: Desk, call: Call): ApplicationPlace {
  const name = text(call.input, 'applicationName');
  if (name === undefined) throw refusal('ApplicationNameRequiredException', 'An application name must be specified.');
  return applicationNamed(desk, call, name);
}

export function applicationNamed(desk: Desk, call: Call, name: string): ApplicationPlace {
  for (const cell of desk.cellsOf(call)) {
    const application = cell.applications.get(name);
    if (application !== undefined) return { cell, application };
  }
  throw refusal('ApplicationDoesNotExistException', `No application found for name: ${name}`);
}

export function findGroup(desk: Desk, call: Call, member = 'deploymentGroupName'): Place {
  const place = findApplication(desk, call);
  const name = text(call.input, member);
  if (name === undefined)
    throw refusal('DeploymentGroupNameRequiredException', 'A deployment group name must be specified.');
  return groupNamed(place, name);
}

export function groupNamed({ cell, application }: ApplicationPlace, name: string): Place {
  const group = application.groups.get(name);
  if (group === undefined)
    throw refusal('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${name}`);
  return { cell, application, group };
}

const deploymentIdForm = /^d-[A-Z0-9]{9}$/;

export function findDeployment(desk: Desk, call: Call): Deployment {
  const id = text(call.input, 'deploymentId');
  if (id === undefined) throw refusal('DeploymentIdRequiredException', 'A deployment ID must be specified.');
  checkDeploymentId(id);
  const deployment = desk.store.find(call, id);
  if (deployment === undefined)
    throw refusal('DeploymentDoesNotExistException', `The deployment ${id} could not be found`);
  return deployment;
}

export function checkDeploymentId(id: string): void {
  if (!deploymentIdForm.test(id)) throw refusal('InvalidDeploymentIdException', `The deployment ID ${id} is not valid`);
}
