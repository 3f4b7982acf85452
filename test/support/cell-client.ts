import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** CloudWatch as a person with the cell's own role has it. */
export function cellClient(RoleArn: string, region: string): CloudWatchClient {
  const credentials = fromTemporaryCredentials({ params: { RoleArn, RoleSessionName: 'somebody' } });
  return new CloudWatchClient({ region, credentials });
}
