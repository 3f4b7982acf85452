import type { Revision } from '../../world';
import { count } from './deployment-config';
import { statusOf, type AlarmConfiguration, type Deployment, type Target } from './deployment';
import type { GroupRecord, Store } from './store';

/** DeploymentInfo, in the order in which the real service's documentation has it. */
export function deploymentInfo(store: Store, deployment: Deployment) {
  const { id, place, order, progress, createdAt } = deployment;
  return {
    applicationName: place.application.name,
    deploymentGroupName: place.group.name,
    deploymentConfigName: order.configName,
    deploymentId: id,
    previousRevision: previousRevision(store, store.recordOf(place)),
    revision: revisionLocation(order.revision),
    status: statusOf(deployment),
    errorInformation: progress.kind === 'ended' ? progress.error : undefined,
    createTime: new Date(createdAt),
    startTime: 'startedAt' in progress ? dateOf(progress.startedAt) : undefined,
    completeTime: progress.kind === 'ended' ? new Date(progress.endedAt) : undefined,
    deploymentOverview: overview(deployment.targets),
    description: order.description === '' ? undefined : order.description,
    creator: order.creator,
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: order.autoRollback,
    updateOutdatedInstancesOnly: order.updateOutdatedOnly,
    rollbackInfo: rollbackInfo(deployment),
    deploymentStyle,
    instanceTerminationWaitTimeStarted: false,
    fileExistsBehavior: 'DISALLOW',
    deploymentStatusMessages: [],
    computePlatform: 'Server',
    overrideAlarmConfiguration: order.alarms === undefined ? undefined : alarmConfiguration(order.alarms),
  };
}

export function groupInfo(store: Store, record: GroupRecord) {
  const { place, settings } = record;
  const { cell, application, group } = place;
  const latest = store.get(record.ids.at(-1) ?? '');
  return {
    applicationName: application.name,
    deploymentGroupId: `${cell.name}-${application.name}-${group.name}`,
    deploymentGroupName: group.name,
    deploymentConfigName: settings.configName,
    ec2TagSet: { ec2TagSetList: [[tagFilter('cell', cell.name)], [tagFilter('box', group.box)]] },
    onPremisesInstanceTagFilters: [],
    autoScalingGroups: [],
    serviceRoleArn: `arn:aws:iam::${cell.account}:role/codedeploy`,
    targetRevision: latest === undefined ? undefined : revisionLocation(latest.order.revision),
    triggerConfigurations: [],
    alarmConfiguration: alarmConfiguration(settings.alarms),
    autoRollbackConfiguration: settings.autoRollback,
    deploymentStyle,
    outdatedInstancesStrategy: 'UPDATE',
    lastSuccessfulDeployment: lastDeployment(store.get(record.successfulIds.at(-1) ?? '')),
    lastAttemptedDeployment: lastDeployment(latest),
    computePlatform: 'Server',
    terminationHookEnabled: false,
  };
}

const deploymentStyle = { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' };

/** What the group had before its *most recent* success, whichever deployment is asked about: a trap of the real service that clients must not fall into. */
function previousRevision(store: Store, record: GroupRecord) {
  const before = store.get(record.successfulIds.at(-2) ?? '');
  return before === undefined ? undefined : revisionLocation(before.order.revision);
}

export function revisionLocation(revision: Revision) {
  return { revisionType: 'S3', s3Location: { ...revision } };
}

function lastDeployment(deployment: Deployment | undefined) {
  if (deployment === undefined) return undefined;
  const { progress } = deployment;
  return {
    deploymentId: deployment.id,
    status: statusOf(deployment),
    endTime: progress.kind === 'ended' ? new Date(progress.endedAt) : undefined,
    createTime: new Date(deployment.createdAt),
  };
}

function overview(targets: readonly Target[]) {
  return {
    Pending: count(targets, 'Pending'),
    InProgress: count(targets, 'InProgress'),
    Succeeded: count(targets, 'Succeeded'),
    Failed: count(targets, 'Failed'),
    Skipped: count(targets, 'Skipped'),
    Ready: 0,
  };
}

function rollbackInfo({ order, rolledBackBy }: Deployment) {
  if (rolledBackBy === undefined && order.rollbackOf === undefined) return undefined;
  return { rollbackDeploymentId: rolledBackBy, rollbackTriggeringDeploymentId: order.rollbackOf };
}

export function alarmConfiguration({ enabled, ignorePollAlarmFailure, alarms }: AlarmConfiguration) {
  return { enabled, ignorePollAlarmFailure, alarms: alarms.map((name) => ({ name })) };
}

function tagFilter(Key: string, Value: string) {
  return { Key, Value, Type: 'KEY_AND_VALUE' };
}

function dateOf(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}
