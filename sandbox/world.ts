import type { Clock } from './clock';

/**
 * What exists in the simulated fleet. The services (CodeDeploy, CloudWatch, STS) read and change it, the physics turn it into metrics.
 * Nothing in here knows a protocol.
 */
export type World = {
  readonly clock: Clock;
  /** Simulated seconds per real second. Time stamps stay on `clock`; only durations of the physics are divided by it. */
  readonly speed: number;
  readonly cells: readonly CellWorld[];
  /** Roles in accounts that are no cell, such as the one that aggregate alarms live in. */
  readonly otherRoles: readonly RoleWorld[];
};

export type RoleWorld = {
  readonly account: string;
  readonly roleName: string;
  readonly externalId: string | undefined;
};

/** One cell: one account in one Region. */
export type CellWorld = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly azId: string;
  /** Name of the role that cellwave assumes in this account. */
  readonly roleName: string;
  /** External id the role's trust policy asks for, when it asks for one. */
  readonly externalId: string | undefined;
  /** Requests per simulated second that reach the cell when nothing is wrong. */
  readonly requestsPerSecond: number;
  readonly applications: Map<string, ApplicationWorld>;
};

export type ApplicationWorld = {
  readonly name: string;
  readonly tags: Map<string, string>;
  readonly groups: Map<string, GroupWorld>;
};

export type GroupWorld = {
  readonly name: string;
  /** `one-box` instances publish their metrics under the dimension `Box=one-box` as well. */
  readonly box: 'one-box' | 'rest';
  readonly instances: readonly InstanceWorld[];
};

/** A machine. CodeDeploy replaces `revision`; the physics ask what it runs. */
export type InstanceWorld = {
  readonly id: string;
  /** Undefined until the first deployment ever. */
  revision: Revision | undefined;
};

export type Revision = {
  readonly bucket: string;
  readonly key: string;
  readonly bundleType: string;
  readonly version: string | undefined;
  readonly eTag: string | undefined;
};

export function groupsOf(cell: CellWorld): readonly GroupWorld[] {
  return [...cell.applications.values()].flatMap((application) => [...application.groups.values()]);
}
