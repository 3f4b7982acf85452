import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentGroupCommand,
  GetDeploymentCommand,
  type CreateDeploymentCommandInput,
  type DeploymentInfo,
} from '@aws-sdk/client-codedeploy';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { aRevision } from './a-world';
import { startBareSandbox, type BareSandbox } from './a-sandbox';
import { otherEndpoint, pointSdkAt } from './contract';
import { eventually } from './eventually';

export const firstAccount = process.env['CELLWAVE_CONTRACT_ACCOUNT'] ?? '111100000001';
export const roleArn = `arn:aws:iam::${firstAccount}:role/cellwave`;

/** What a contract suite runs against; `sandbox` throws elsewhere, so that only sandbox suites use it. */
export type ContractCell = {
  sandbox(): BareSandbox;
  codeDeploy(account?: string, maxAttempts?: number): CodeDeployClient;
};

/** One fresh server per suite, with an application `app` that has the groups `one-box` and `rest`. */
export function useContractCell(wishes: Parameters<typeof startBareSandbox>[0] = {}): ContractCell {
  let running: BareSandbox | undefined;
  let clients: CodeDeployClient[] = [];
  const cell: ContractCell = {
    sandbox() {
      if (running === undefined) throw new Error('there is no sandbox behind this endpoint');
      return running;
    },
    codeDeploy(account = firstAccount, maxAttempts = 1) {
      const params = { RoleArn: `arn:aws:iam::${account}:role/cellwave`, RoleSessionName: 'contract' };
      const client = new CodeDeployClient({ credentials: fromTemporaryCredentials({ params }), maxAttempts });
      clients = [...clients, client];
      return client;
    },
  };
  beforeAll(async () => {
    if (otherEndpoint === undefined) running = await startBareSandbox(wishes);
    pointSdkAt(otherEndpoint ?? cell.sandbox().server.url);
    if (otherEndpoint !== undefined) await setUpElsewhere(cell.codeDeploy());
  });
  afterAll(async () => {
    clients.forEach((client) => client.destroy());
    await running?.stop();
  });
  return cell;
}

async function setUpElsewhere(client: CodeDeployClient): Promise<void> {
  await ignoreExisting(
    client.send(new CreateApplicationCommand({ applicationName: 'app', computePlatform: 'Server' })),
  );
  for (const deploymentGroupName of ['one-box', 'rest'])
    await ignoreExisting(
      client.send(
        new CreateDeploymentGroupCommand({ applicationName: 'app', deploymentGroupName, serviceRoleArn: roleArn }),
      ),
    );
}

async function ignoreExisting(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Error) || !error.name.endsWith('AlreadyExistsException')) throw error;
  });
}

/** CreateDeployment's input for a release under this S3 key. */
export function aDeploymentOf(
  key: string,
  more: Partial<CreateDeploymentCommandInput> = {},
): CreateDeploymentCommandInput {
  const { bucket, version, eTag } = aRevision(key);
  return {
    applicationName: 'app',
    deploymentGroupName: 'rest',
    revision: { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'zip', version, eTag } },
    ...more,
  };
}

/** The deployment once it has ended. */
export function ended(client: CodeDeployClient, deploymentId: string | undefined): Promise<DeploymentInfo> {
  return eventually(`the end of ${deploymentId}`, async () => {
    const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }));
    return ['Succeeded', 'Failed', 'Stopped'].includes(deploymentInfo?.status ?? '') ? deploymentInfo : undefined;
  });
}
