import { CodeDeployClient, UpdateDeploymentGroupCommand, type AutoRollbackEvent } from '@aws-sdk/client-codedeploy';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { PlannedCell } from '../../waves/plan';

export type GroupWishes = {
  readonly alarms?: readonly string[];
  readonly autoRollback?: readonly AutoRollbackEvent[];
};

/** CodeDeploy's own settings of a group, as its owner makes them. */
export async function configureGroup(cell: PlannedCell, wishes: GroupWishes, group: string): Promise<void> {
  const params = { RoleArn: cell.roleArn, RoleSessionName: 'owner' };
  const client = new CodeDeployClient({ region: 'us-west-2', credentials: fromTemporaryCredentials({ params }) });
  const { alarms = [], autoRollback = [] } = wishes;
  const command = new UpdateDeploymentGroupCommand({
    applicationName: 'app',
    currentDeploymentGroupName: group,
    alarmConfiguration: { enabled: alarms.length > 0, alarms: alarms.map((name) => ({ name })) },
    autoRollbackConfiguration: { enabled: autoRollback.length > 0, events: [...autoRollback] },
  });
  await client.send(command);
  client.destroy();
}
