import {
  BatchGetDeploymentsCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  ListDeploymentTargetsCommand,
  ListDeploymentsCommand,
  type CodeDeployClient,
  type DeploymentGroupInfo,
} from '@aws-sdk/client-codedeploy';
import { faultOf } from '../../failures';
import type { Deployment, GroupReading } from '../../ports/deploy-target.port';
import { deploymentOf, statusOf } from './translate';

/** CodeDeploy's own limit for one BatchGetDeployments. */
const BATCH = 25;
const RECENT = 50;

export type GroupName = { readonly application: string; readonly deploymentGroup: string };

export async function readGroup(client: CodeDeployClient, of: GroupName, signal: AbortSignal): Promise<GroupReading> {
  const command = new GetDeploymentGroupCommand({
    applicationName: of.application,
    deploymentGroupName: of.deploymentGroup,
  });
  try {
    const { deploymentGroupInfo } = await client.send(command, { abortSignal: signal });
    if (deploymentGroupInfo === undefined) throw new SyntaxError('CodeDeploy answered without the group');
    return groupOf(deploymentGroupInfo);
  } catch (error) {
    const fault = faultOf(error);
    if (fault?.kind === 'gone') return { kind: 'gone', why: fault.detail };
    throw error;
  }
}

function groupOf(info: DeploymentGroupInfo): GroupReading {
  const { deploymentId, status } = info.lastAttemptedDeployment ?? {};
  return {
    kind: 'group',
    lastAttempted: deploymentId === undefined ? undefined : { deploymentId, status: statusOf(status) },
    lastSuccessfulId: info.lastSuccessfulDeployment?.deploymentId,
  };
}

export async function readDeployments(
  client: CodeDeployClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const [only, ...others] = ids;
  if (only === undefined) return [];
  if (others.length > 0) return readBatches(client, ids, signal);
  const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId: only }), {
    abortSignal: signal,
  });
  if (deploymentInfo === undefined) throw new SyntaxError('CodeDeploy answered without the deployment');
  return [deploymentOf(deploymentInfo)];
}

async function readBatches(
  client: CodeDeployClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const found: Deployment[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const command = new BatchGetDeploymentsCommand({ deploymentIds: ids.slice(start, start + BATCH) });
    const { deploymentsInfo = [] } = await client.send(command, { abortSignal: signal });
    found.push(...deploymentsInfo.map(deploymentOf));
  }
  return found;
}

export async function recentDeployments(
  client: CodeDeployClient,
  of: GroupName,
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const command = new ListDeploymentsCommand({
    applicationName: of.application,
    deploymentGroupName: of.deploymentGroup,
  });
  const { deployments = [] } = await client.send(command, { abortSignal: signal });
  const read = await readDeployments(client, deployments.slice(0, RECENT), signal);
  return [...read].sort((a, b) => b.createdAt - a.createdAt);
}

export async function instancesOf(
  client: CodeDeployClient,
  deploymentId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { targetIds = [] } = await client.send(new ListDeploymentTargetsCommand({ deploymentId }), {
    abortSignal: signal,
  });
  return targetIds;
}
