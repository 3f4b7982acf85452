import { CreateDeploymentCommand, StopDeploymentCommand, type CodeDeployClient } from '@aws-sdk/client-codedeploy';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { faultOf, GuardError } from '../../failures';
import type { Clock } from '../../ports/clock.port';
import type { CreateOrder, DeployTarget, DeployTargets, TargetPlace } from '../../ports/deploy-target.port';
import { again } from '../again';
import { CREATE_TIMEOUT_MS } from '../http';
import { inSession, type Session, type Sessions } from '../sessions';
import { codeDeployClients } from './client';
import { instancesOf, readDeployments, readGroup, recentDeployments } from './read';
import { readStopTags, removeStopTag, writeStopTag } from './stop-tag';
import { locationOf } from './translate';

type Needs = { readonly clock: Clock; readonly sessions: Sessions; readonly requestHandler: NodeHttpHandler };

/** CodeDeploy as a deploy target. The traps of its API are listed in docs; the rules for using it stand in `activities/deploying`. */
export function createCodeDeployTargets({ clock, sessions, requestHandler }: Needs): DeployTargets {
  const clientOf = codeDeployClients(requestHandler);
  return {
    at(place) {
      const within = <T>(work: (client: CodeDeployClient) => Promise<T>): Promise<T> =>
        inSession(sessions, place, (session) => work(clientOf(session)));
      const repeatable = <T>(signal: AbortSignal, work: (client: CodeDeployClient) => Promise<T>): Promise<T> =>
        again(clock, signal, () => within(work));
      return targetAt(place, { sessions, within, repeatable });
    },
  };
}

type Calls = {
  readonly sessions: Sessions;
  readonly within: <T>(work: (client: CodeDeployClient) => Promise<T>) => Promise<T>;
  readonly repeatable: <T>(signal: AbortSignal, work: (client: CodeDeployClient) => Promise<T>) => Promise<T>;
};

function targetAt(place: TargetPlace, { sessions, within, repeatable }: Calls): DeployTarget {
  const named = (deploymentGroup: string) => ({ application: place.application, deploymentGroup });
  return {
    verifyAccount: async () => verifyAccount(place, await sessions.enter(place)),
    readGroup: (group, signal) => repeatable(signal, (client) => readGroup(client, named(group), signal)),
    readDeployments: (ids, signal) => repeatable(signal, (client) => readDeployments(client, ids, signal)),
    recent: (group, signal) => repeatable(signal, (client) => recentDeployments(client, named(group), signal)),
    instancesOf: (id, signal) => repeatable(signal, (client) => instancesOf(client, id, signal)),
    create: (order) => within((client) => create(client, place.application, order)),
    stop: (id, signal) => repeatable(signal, (client) => stop(client, id)),
    stopTags: (signal) => repeatable(signal, (client) => readStopTags(client, place, signal)),
    setStopTag: (digest, signal) => repeatable(signal, (client) => writeStopTag(client, place, digest)),
    clearStopTag: (signal) => repeatable(signal, (client) => removeStopTag(client, place)),
  };
}

function verifyAccount(place: TargetPlace, { account }: Session): void {
  if (account === place.access.account) return;
  throw new GuardError(
    'WrongAccount',
    `role ${place.access.roleArn} leads to account ${account}, not to ${place.access.account}`,
    'correct the account or the role of the cell in the fleet file; nothing was changed',
  );
}

async function create(client: CodeDeployClient, application: string, order: CreateOrder): Promise<string> {
  const command = new CreateDeploymentCommand({
    applicationName: application,
    deploymentGroupName: order.deploymentGroup,
    revision: locationOf(order.revision),
    description: order.description,
    ...(order.direction === 'back' ? UNSTOPPABLE : {}),
  });
  const { deploymentId } = await client.send(command, { requestTimeout: CREATE_TIMEOUT_MS });
  // An answer without the id is one that cannot be read: the deployment may exist.
  if (deploymentId === undefined) throw new SyntaxError('CodeDeploy answered without a deployment id');
  return deploymentId;
}

/** The way back must not be stopped by the very alarm it is the answer to, nor undone by CodeDeploy (DESIGN 8). */
const UNSTOPPABLE = {
  overrideAlarmConfiguration: { enabled: false },
  autoRollbackConfiguration: { enabled: false },
} as const;

async function stop(client: CodeDeployClient, deploymentId: string): Promise<void> {
  try {
    await client.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: false }));
  } catch (error) {
    if (faultOf(error)?.kind !== 'ended') throw error;
  }
}
