import { createHash } from 'node:crypto';
import type { Revision } from '../world';
import type { CellAlarmRole } from './scenario';

/** Names of what a scenario puts into the simulated accounts: the world, the alarms and `describeFleet` agree through these. */
export const oneBoxGroup = 'one-box';
export const restGroup = 'rest';

export function alarmName(cell: string, role: CellAlarmRole): string {
  return `${cell}-${role}`;
}

export function aggregateAlarmName(service: string, region: string): string {
  return `${service}-${region}-errors`;
}

export function roleArn({ account, roleName }: { readonly account: string; readonly roleName: string }): string {
  return `arn:aws:iam::${account}:role/${roleName}`;
}

/** What an artifact store would hold for a version: always the same for the same version. */
export function revisionOf(
  service: string,
  version: string,
): Revision & { readonly version: string; readonly eTag: string } {
  const digest = hash(`${service} ${version}`);
  return {
    bucket: `${service}-releases`,
    key: revisionKey(service, version),
    bundleType: 'zip',
    version: digest.slice(0, 32),
    eTag: digest.slice(32),
  };
}

export function revisionKey(service: string, version: string): string {
  return `${service}/${version}.zip`;
}

export function instanceId(cell: string, index: number): string {
  return `i-${hash(`${cell} ${index}`).slice(0, 17)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
