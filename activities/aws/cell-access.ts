import { CodeDeployClient, ListApplicationsCommand } from '@aws-sdk/client-codedeploy';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CellAccess } from '../ports/cell-access.port';
import { isAwsHost } from './aws-hosts';
import { resolveHost } from './middleware';
import type { Sessions } from './sessions';
import { inSession } from './sessions';

export function createCellAccess(sessions: Sessions): CellAccess {
  return {
    accountOf: (entry) => inSession(sessions, entry, (session) => session.account()),
    async awsHosts(region) {
      const hosts = await Promise.all([stsHost(region), codeDeployHost(region)]);
      return hosts.filter(isAwsHost);
    },
  };
}

function stsHost(region: string): Promise<string> {
  const command = new GetCallerIdentityCommand({});
  return resolveHost(() => new STSClient({ region }).send(command), command);
}

function codeDeployHost(region: string): Promise<string> {
  const command = new ListApplicationsCommand({});
  return resolveHost(() => new CodeDeployClient({ region }).send(command), command);
}
