import {
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-codedeploy';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { setTimeout as wait } from 'node:timers/promises';
import { createRequestHandler } from '../../activities/aws/http';
import type { TwinCell } from './contract';

const LOOK_EVERY_MS = 100;

/** What somebody would write in an afternoon: enter the cell, create a deployment, look until it has ended. Nothing is found again, and no answer is checked. */
export function createTwinActivities(region: string) {
  const requestHandler = createRequestHandler();
  const sts = new STSClient({ region, requestHandler });
  const clients = new Map<string, Promise<CodeDeployClient>>();
  const enter = async ({ roleArn, externalId }: TwinCell): Promise<CodeDeployClient> => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'twin', ExternalId: externalId }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    return new CodeDeployClient({ region, credentials, requestHandler });
  };
  return {
    async deploy(cell: TwinCell): Promise<void> {
      // As ours: sessions are named for what they do, so every run enters every cell once.
      const key = `${cell.roleArn} ${cell.deployment.description}`;
      const client = clients.get(key) ?? enter(cell);
      clients.set(key, client);
      const codeDeploy = await client;
      if (cell.calls === 'ours') await readFirst(codeDeploy, cell);
      const { deploymentId } = await codeDeploy.send(new CreateDeploymentCommand(cell.deployment));
      for (;;) {
        const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
        if (deploymentInfo?.completeTime !== undefined) return;
        await wait(LOOK_EVERY_MS);
      }
    },
  };
}

/** What cellwave asks before it creates; what is answered means nothing to the twin. */
async function readFirst(codeDeploy: CodeDeployClient, { deployment, applicationArn }: TwinCell): Promise<void> {
  const { applicationName, deploymentGroupName } = deployment;
  await Promise.all([
    codeDeploy.send(new GetDeploymentGroupCommand({ applicationName, deploymentGroupName })),
    codeDeploy.send(new ListTagsForResourceCommand({ ResourceArn: applicationArn })),
  ]);
}
