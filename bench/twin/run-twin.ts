import type { Client } from '@temporalio/client';
import type { FleetDescription } from '../../sandbox';
import { TWIN_QUEUE, type TwinCalls, type TwinCell } from './contract';

export type TwinOrder = { readonly version: string; readonly tag: string; readonly calls: TwinCalls };

/** The bare workflow of the same shape over all cells but the first, which has a wave of its own with us. Returns its id. */
export async function runTwin(client: Client, fleet: FleetDescription, order: TwinOrder): Promise<string> {
  const workflowId = `twin:${order.tag}`;
  const args: [readonly TwinCell[]] = [twinCells(fleet, order)];
  await client.workflow.execute('twinWave', { workflowId, taskQueue: TWIN_QUEUE, args });
  return workflowId;
}

function twinCells(fleet: FleetDescription, { version, tag, calls }: TwinOrder): readonly TwinCell[] {
  const release = [fleet.baseline, ...fleet.releases].find((known) => known.version === version);
  if (release === undefined) throw new Error(`the scenario has no release ${version}`);
  const { bucket, key, s3Version, eTag } = release;
  const s3Location = { bucket, key, bundleType: 'zip', version: s3Version, eTag } as const;
  return fleet.cells.slice(1).map(({ name, account, roleArn, externalId, application, restGroup }) => ({
    name,
    calls,
    roleArn,
    externalId,
    applicationArn: `arn:aws:codedeploy:${fleet.region}:${account}:application:${application}`,
    deployment: {
      applicationName: application,
      deploymentGroupName: restGroup,
      revision: { revisionType: 'S3', s3Location },
      description: tag,
    },
  }));
}
