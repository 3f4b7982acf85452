import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CodeDeployClient,
} from '@aws-sdk/client-codedeploy';
import type { TargetPlace } from '../../ports/deploy-target.port';

/** Set by `cellwave rollback --direct` on a cell's application, read before every forward create (DESIGN 8). */
export const STOP_TAG = 'cellwave:stop';

export async function readStopTags(
  client: CodeDeployClient,
  place: TargetPlace,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const command = new ListTagsForResourceCommand({ ResourceArn: applicationArn(place) });
  const { Tags = [] } = await client.send(command, { abortSignal: signal });
  return Tags.flatMap(({ Key, Value }) => (Key === STOP_TAG && Value !== undefined ? [Value] : []));
}

export async function writeStopTag(client: CodeDeployClient, place: TargetPlace, digest: string): Promise<void> {
  const Tags = [{ Key: STOP_TAG, Value: digest }];
  await client.send(new TagResourceCommand({ ResourceArn: applicationArn(place), Tags }));
}

export async function removeStopTag(client: CodeDeployClient, place: TargetPlace): Promise<void> {
  await client.send(new UntagResourceCommand({ ResourceArn: applicationArn(place), TagKeys: [STOP_TAG] }));
}

function applicationArn({ region, access, application }: TargetPlace): string {
  // The role's own partition: aws, aws-cn, aws-us-gov ...
  const partition = access.roleArn.split(':')[1] ?? 'aws';
  return `arn:${partition}:codedeploy:${region}:${access.account}:application:${application}`;
}
