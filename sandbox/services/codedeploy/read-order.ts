import { arnOf } from '../../authorize';
import type { Call, Input } from '../../service';
import type { Revision } from '../../world';
import {
  autoRollbackEvents,
  deploymentConfigNames,
  type AlarmConfiguration,
  type AutoRollback,
  type DeploymentConfigName,
  type Order,
} from './deployment';
import { flag, listOfMembers, members, text, texts } from './members';
import { refusal } from './refusals';

const longestDescription = 256;
const mostAlarms = 10;

/** What CreateDeployment asks for, or CodeDeploy's own refusal of it. */
export function readOrder(call: Call, groupConfig: DeploymentConfigName): Order {
  const { input } = call;
  if (input['targetInstances'] !== undefined)
    throw refusal('InvalidTargetInstancesException', 'Target instances are for blue/green deployments only.');
  return {
    revision: readRevision(members(input, 'revision')),
    configName: readConfigName(input) ?? groupConfig,
    description: readDescription(input),
    creator: 'user',
    by: arnOf(call.principal),
    autoRollback: readAutoRollback(members(input, 'autoRollbackConfiguration')),
    alarms: readAlarms(members(input, 'overrideAlarmConfiguration')),
    updateOutdatedOnly: flag(input, 'updateOutdatedInstancesOnly') ?? false,
    rollbackOf: undefined,
  };
}

export function readRevision(location: Input | undefined): Revision {
  if (location === undefined) throw refusal('RevisionRequiredException', 'Revision is required.');
  const s3 = members(location, 's3Location');
  const [bucket, key, bundleType] = ['bucket', 'key', 'bundleType'].map((member) => text(s3 ?? {}, member));
  if (text(location, 'revisionType') !== 'S3' || !bucket || !key || !bundleTypes.has(bundleType ?? ''))
    throw refusal('InvalidRevisionException', 'The revision must be an S3 location with bucket, key and bundleType.');
  const { version, eTag } = { version: text(s3 ?? {}, 'version'), eTag: text(s3 ?? {}, 'eTag') };
  return { bucket, key, bundleType: bundleType ?? '', version, eTag };
}

const bundleTypes = new Set(['tar', 'tgz', 'zip', 'YAML', 'JSON']);

export function readConfigName(input: Input): DeploymentConfigName | undefined {
  const name = text(input, 'deploymentConfigName');
  if (name === undefined) return undefined;
  const known = deploymentConfigNames.find((one) => one === name);
  if (known === undefined)
    throw refusal('DeploymentConfigDoesNotExistException', `No deployment configuration found for name: ${name}`);
  return known;
}

function readDescription(input: Input): string {
  const description = text(input, 'description') ?? '';
  if (description.length > longestDescription)
    throw refusal('DescriptionTooLongException', `The description is longer than ${longestDescription} characters.`);
  return description;
}

export function readAutoRollback(settings: Input | undefined): AutoRollback | undefined {
  if (settings === undefined) return undefined;
  const named = texts(settings, 'events') ?? [];
  const events = autoRollbackEvents.filter((event) => named.includes(event));
  const enabled = flag(settings, 'enabled') ?? false;
  if (events.length !== named.length || (enabled && events.length === 0))
    throw refusal(
      'InvalidAutoRollbackConfigException',
      'An enabled automatic rollback needs one or more known events.',
    );
  return { enabled, events };
}

export function readAlarms(settings: Input | undefined): AlarmConfiguration | undefined {
  if (settings === undefined) return undefined;
  const named = (listOfMembers(settings, 'alarms') ?? []).map((alarm) => text(alarm, 'name') ?? '');
  if (named.length > mostAlarms)
    throw refusal(
      'AlarmsLimitExceededException',
      `The maximum number of alarms for a deployment group (${mostAlarms}) was exceeded.`,
    );
  if (named.includes('') || new Set(named).size !== named.length)
    throw refusal('InvalidAlarmConfigException', 'Every alarm needs a name, and none may be named twice.');
  return {
    enabled: flag(settings, 'enabled') ?? false,
    ignorePollAlarmFailure: flag(settings, 'ignorePollAlarmFailure') ?? false,
    alarms: named,
  };
}
