import type { Baseline, BaselineReading } from '../../waves/baseline';
import type { DeployTarget, GroupReading } from '../ports/deploy-target.port';

type Group = Extract<GroupReading, { kind: 'group' }>;

/** What a group runs now, as far as CodeDeploy can be believed: only a group whose last attempt succeeded has a trustworthy baseline. */
export async function readBaseline(target: DeployTarget, group: Group, signal: AbortSignal): Promise<BaselineReading> {
  const { lastAttempted, lastSuccessfulId } = group;
  const lastSuccessful = await readSuccessful(target, lastSuccessfulId, signal);
  if (lastSuccessful.kind === 'untrusted') return lastSuccessful;
  if (lastAttempted === undefined || lastAttempted.deploymentId === lastSuccessfulId) return lastSuccessful;
  const { deploymentId, status } = lastAttempted;
  const why = `its last deployment ${deploymentId} (${status}) is not its last successful one (${lastSuccessfulId ?? 'none'})`;
  return { kind: 'untrusted', why, lastSuccessful: { ...lastSuccessful, lastAttemptedId: deploymentId } };
}

async function readSuccessful(
  target: DeployTarget,
  deploymentId: string | undefined,
  signal: AbortSignal,
): Promise<BaselineReading> {
  const none: Baseline = { kind: 'none' };
  if (deploymentId === undefined) return none;
  const [deployment] = await target.readDeployments([deploymentId], signal);
  if (deployment === undefined) throw new SyntaxError(`no answer about deployment ${deploymentId}`);
  const { revision } = deployment;
  if (revision === undefined)
    return { kind: 'untrusted', why: `${deploymentId} deployed neither from S3 nor from GitHub`, lastSuccessful: none };
  return { kind: 'deployed', deploymentId, revision };
}
