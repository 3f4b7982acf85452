import type { DeploymentInfo, DeploymentStatus as VendorStatus, RevisionLocation } from '@aws-sdk/client-codedeploy';
import type { DeployedRevision } from '../../../waves/baseline';
import type { Deployment, DeploymentStatus, InstanceCounts } from '../../ports/deploy-target.port';

/** Baking and Ready are not the end either: instances may still be changed back. A status not known here is not an end. */
export function statusOf(status: VendorStatus | undefined): DeploymentStatus {
  switch (status) {
    case 'Succeeded':
      return 'succeeded';
    case 'Failed':
      return 'failed';
    case 'Stopped':
      return 'stopped';
    default:
      return 'active';
  }
}

export function deploymentOf(info: DeploymentInfo): Deployment {
  const { code, message } = info.errorInformation ?? {};
  return {
    deploymentId: info.deploymentId ?? '',
    deploymentGroup: info.deploymentGroupName ?? '',
    status: statusOf(info.status),
    description: info.description ?? '',
    revision: info.revision === undefined ? undefined : revisionOf(info.revision),
    createdAt: info.createTime?.getTime() ?? 0,
    instances: countsOf(info.deploymentOverview),
    error: code === undefined ? undefined : `${code}: ${message ?? ''}`.slice(0, 400),
    undoneBy: info.rollbackInfo?.rollbackDeploymentId,
    undoes: info.rollbackInfo?.rollbackTriggeringDeploymentId,
  };
}

function countsOf(overview: DeploymentInfo['deploymentOverview']): InstanceCounts {
  const { Pending = 0, InProgress = 0, Succeeded = 0, Failed = 0, Skipped = 0, Ready = 0 } = overview ?? {};
  return {
    total: Pending + InProgress + Succeeded + Failed + Skipped + Ready,
    succeeded: Succeeded,
    failed: Failed,
    skipped: Skipped,
  };
}

export function revisionOf({ s3Location, gitHubLocation }: RevisionLocation): DeployedRevision | undefined {
  if (s3Location?.bucket !== undefined && s3Location.key !== undefined)
    return {
      kind: 's3',
      bucket: s3Location.bucket,
      key: s3Location.key,
      bundleType: s3Location.bundleType ?? 'zip',
      version: s3Location.version,
      eTag: s3Location.eTag,
    };
  if (gitHubLocation?.repository !== undefined && gitHubLocation.commitId !== undefined)
    return { kind: 'github', repository: gitHubLocation.repository, commitId: gitHubLocation.commitId };
  return undefined;
}

export function locationOf(revision: DeployedRevision): RevisionLocation {
  switch (revision.kind) {
    case 's3':
      return {
        revisionType: 'S3',
        s3Location: {
          bucket: revision.bucket,
          key: revision.key,
          // The SDK knows bundle types of its own day; a baseline's comes from AWS itself.
          bundleType: revision.bundleType as 'zip',
          ...(revision.version === undefined ? {} : { version: revision.version }),
          ...(revision.eTag === undefined ? {} : { eTag: revision.eTag }),
        },
      };
    case 'github':
      return {
        revisionType: 'GitHub',
        gitHubLocation: { repository: revision.repository, commitId: revision.commitId },
      };
  }
}
