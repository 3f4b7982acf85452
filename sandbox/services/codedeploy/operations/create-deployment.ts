import { arnOf } from '../../../authorize';
import { ServiceError, type Call } from '../../../service';
import type { Deployment, Place } from '../deployment';
import type { Desk } from '../desk';
import { findGroup } from '../find-place';
import { text } from '../members';
import { whereIs } from '../note';
import { readOrder } from '../read-order';
import { refusal } from '../refusals';

export function createDeployment(desk: Desk, call: Call) {
  const place = findGroup(desk, call);
  try {
    return { deploymentId: accept(desk, place, call).id };
  } catch (error) {
    if (error instanceof ServiceError) noteRefused(desk, place, { call, error });
    throw error;
  }
}

function accept(desk: Desk, place: Place, call: Call): Deployment {
  const record = desk.store.recordOf(place);
  const order = readOrder(call, record.settings.configName);
  if (record.activeId !== undefined)
    throw refusal(
      'DeploymentLimitExceededException',
      `The Deployment Group '${place.group.name}' already has an active Deployment '${record.activeId}'`,
    );
  return desk.engine.begin(place, order);
}

function noteRefused(
  desk: Desk,
  place: Place,
  { call, error }: { readonly call: Call; readonly error: ServiceError },
): void {
  desk.ledger.append({
    kind: 'deployment-refused',
    ...whereIs(place, call.at),
    application: place.application.name,
    group: place.group.name,
    description: text(call.input, 'description') ?? '',
    error: error.name,
    by: arnOf(call.principal),
  });
}
