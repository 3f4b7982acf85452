import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { STOP_TAG } from '../../../activities/aws/codedeploy/stop-tag';
import { deploymentOf, locationOf, statusOf } from '../../../activities/aws/codedeploy/translate';
import { faultOf } from '../../../activities/failures';
import type { DeployTarget, DeployTargets, TargetPlace } from '../../../activities/ports/deploy-target.port';
import type { CodeDeploy } from '../../../sandbox/services/codedeploy/codedeploy';
import type { Timeline } from '../hand-fed/timeline';

/** How long a call is on its way, there and back: what is done in the middle of it is done in the middle of an attempt. */
const CALL_MS = 40;

type Needs = { readonly pass: Timeline['pass']; readonly now: Timeline['now']; readonly codeDeploy: CodeDeploy };

/** The sandbox's CodeDeploy behind the port, without the wire. */
export function fedTargets(needs: Needs): DeployTargets {
  return { at: (place) => targetAt(needs, place) };
}

type Ask = <Answer>(operation: string, input: object, signal?: AbortSignal) => Promise<Answer>;

function targetAt(needs: Needs, place: TargetPlace): DeployTarget {
  const ask = asking(needs, place);
  const { application: applicationName } = place;
  const arn = `arn:aws:codedeploy:${place.region}:${place.access.account}:application:${applicationName}`;
  return {
    ...reading(ask, applicationName),
    verifyAccount: () => Promise.resolve(),
    instancesOf: () => Promise.reject(new Error('no rollout asks for machines')),
    async create({ deploymentGroup, revision, description, direction }) {
      const input = {
        ...{ applicationName, deploymentGroupName: deploymentGroup, revision: locationOf(revision), description },
        ...(direction === 'back' ? { overrideAlarmConfiguration: { enabled: false } } : {}),
      };
      const { deploymentId } = await ask<{ deploymentId: string }>('CreateDeployment', input);
      return deploymentId;
    },
    async stop(deploymentId, signal) {
      await ask('StopDeployment', { deploymentId }, signal).catch((error: unknown) => {
        if (faultOf(error)?.kind !== 'ended') throw error;
      });
    },
    async stopTags(signal) {
      const { Tags } = await ask<{ Tags: { Key: string; Value: string }[] }>(
        'ListTagsForResource',
        { ResourceArn: arn },
        signal,
      );
      return Tags.flatMap(({ Key, Value }) => (Key === STOP_TAG ? [Value] : []));
    },
    async setStopTag(digest, signal) {
      await ask('TagResource', { ResourceArn: arn, Tags: [{ Key: STOP_TAG, Value: digest }] }, signal);
    },
    async clearStopTag(signal) {
      await ask('UntagResource', { ResourceArn: arn, TagKeys: [STOP_TAG] }, signal);
    },
  };
}

function reading(ask: Ask, applicationName: string): Pick<DeployTarget, 'readGroup' | 'readDeployments' | 'recent'> {
  type Last = { deploymentId: string; status: DeploymentInfo['status'] } | undefined;
  type Group = { lastAttemptedDeployment: Last; lastSuccessfulDeployment: Last };
  const readDeployments: DeployTarget['readDeployments'] = async (deploymentIds, signal) => {
    if (deploymentIds.length === 0) return [];
    const input = { deploymentIds: [...deploymentIds] };
    const { deploymentsInfo } = await ask<{ deploymentsInfo: DeploymentInfo[] }>('BatchGetDeployments', input, signal);
    return deploymentsInfo.map(deploymentOf);
  };
  return {
    readDeployments,
    async readGroup(deploymentGroupName, signal) {
      const { deploymentGroupInfo: group } = await ask<{ deploymentGroupInfo: Group }>(
        'GetDeploymentGroup',
        { applicationName, deploymentGroupName },
        signal,
      );
      const last = group.lastAttemptedDeployment;
      return {
        kind: 'group',
        lastAttempted: last && { deploymentId: last.deploymentId, status: statusOf(last.status) },
        lastSuccessfulId: group.lastSuccessfulDeployment?.deploymentId,
      };
    },
    async recent(deploymentGroupName, signal) {
      const { deployments } = await ask<{ deployments: string[] }>(
        'ListDeployments',
        { applicationName, deploymentGroupName },
        signal,
      );
      const read = await readDeployments(deployments.slice(0, 25), signal);
      return [...read].sort((one, other) => other.createdAt - one.createdAt);
    },
  };
}

function asking({ pass, now, codeDeploy }: Needs, { region, access }: TargetPlace): Ask {
  return async <Answer>(operation: string, input: object, signal?: AbortSignal): Promise<Answer> => {
    await pass(CALL_MS / 2, `${operation} on its way`);
    if (signal?.aborted === true) throw new DOMException('the request was cut short', 'AbortError');
    const principal = { kind: 'management', arn: access.roleArn } as const;
    const call = {
      operation,
      input: { ...input },
      account: access.account,
      region,
      principal,
      requestId: 'fed',
      skewMs: 0,
      effects: [],
    };
    const outcome = await settled(codeDeploy.service.handle({ ...call, at: now() }));
    await pass(CALL_MS / 2, `the answer to ${operation}`);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value as Answer;
  };
}

/** A refusal, too, takes its time to come back. */
async function settled(work: Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
  const [outcome] = await Promise.allSettled([work]);
  return outcome;
}
