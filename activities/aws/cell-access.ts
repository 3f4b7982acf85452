import { CodeDeployClient, ListApplicationsCommand } from '@aws-sdk/client-codedeploy';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CellAccess } from '../ports/cell-access.port';
import { isAwsHost } from './aws-hosts';
import { resolveHost } from './middleware';
import type { Sessions } from './sessions';

export function createCellAccess(sessions: Sessions): CellAccess {
  return {
    accountOf: (entry) => sessions.enter(entry).then(({ account }) => account),
    async awsHosts(region) {
      const hosts = await Promise.all([stsHost(region), codeDeployHost(region)]);
      return hosts.filter(isAwsHost);
    },
  };
}

/** Nothing is signed or sent; without any the SDK would go looking for real ones first. */
const NOBODY = { accessKeyId: 'nobody', secretAccessKey: 'nobody' };

function stsHost(region: string): Promise<string> {
  const command = new GetCallerIdentityCommand({});
  return resolveHost(() => new STSClient({ region, credentials: NOBODY }).send(command), command);
}

function codeDeployHost(region: string): Promise<string> {
  const command = new ListApplicationsCommand({});
  return resolveHost(() => new CodeDeployClient({ region, credentials: NOBODY }).send(command), command);
}
