import type { Call } from '../../../service';
import type { Desk } from '../desk';
import { findApplication, findGroup, groupNamed } from '../find-place';
import { members, text, texts } from '../members';
import { pageOf } from '../page';
import { groupInfo } from '../present';
import { readAlarms, readAutoRollback, readConfigName } from '../read-order';
import { refusal } from '../refusals';
import type { GroupSettings } from '../store';

const mostPerBatch = 100;

export function getDeploymentGroup(desk: Desk, call: Call) {
  const place = findGroup(desk, call);
  return { deploymentGroupInfo: groupInfo(desk.store, desk.store.recordOf(place)) };
}

/** Groups that do not exist are left out and named in the message. */
export function batchGetDeploymentGroups(desk: Desk, call: Call) {
  const place = findApplication(desk, call);
  const names = texts(call.input, 'deploymentGroupNames') ?? [];
  if (names.length === 0)
    throw refusal('DeploymentGroupNameRequiredException', 'At least one deployment group name must be specified.');
  if (names.length > mostPerBatch)
    throw refusal('BatchLimitExceededException', `The maximum number of groups in a batch is ${mostPerBatch}.`);
  const missing = names.filter((name) => !place.application.groups.has(name));
  const found = names.filter((name) => place.application.groups.has(name)).map((name) => groupNamed(place, name));
  return {
    deploymentGroupsInfo: found.map((group) => groupInfo(desk.store, desk.store.recordOf(group))),
    errorMessage: missing.length === 0 ? '' : `No Deployment Group found for name: ${missing.join(', ')}`,
  };
}

export function listDeploymentGroups(desk: Desk, call: Call) {
  const { application } = findApplication(desk, call);
  const { items, nextToken } = pageOf([...application.groups.keys()], text(call.input, 'nextToken'));
  return { applicationName: application.name, deploymentGroups: items, nextToken };
}

/** Of all that a group can be told: its alarms, its automatic rollback and its deployment configuration. */
export function updateDeploymentGroup(desk: Desk, call: Call) {
  const place = findGroup(desk, call, 'currentDeploymentGroupName');
  const [configName, autoRollback, alarms] = [
    readConfigName(call.input),
    readAutoRollback(members(call.input, 'autoRollbackConfiguration')),
    readAlarms(members(call.input, 'alarmConfiguration')),
  ];
  const settings: Partial<GroupSettings> = {
    ...(configName === undefined ? {} : { configName }),
    ...(autoRollback === undefined ? {} : { autoRollback }),
    ...(alarms === undefined ? {} : { alarms }),
  };
  desk.store.configure(place, settings);
  return { hooksNotCleanedUp: [] };
}
