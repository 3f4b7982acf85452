import type { DeployedRevision } from '../../waves/baseline';
import type { Access } from '../../waves/fleet';
import type { Purpose } from './cell-access.port';

/** Where deployments of a cell happen. */
export type TargetPlace = {
  readonly region: string;
  readonly access: Access;
  readonly application: string;
  readonly purpose: Purpose;
};

export type DeploymentStatus = 'active' | 'succeeded' | 'failed' | 'stopped';

export type GroupReading =
  | {
      readonly kind: 'group';
      readonly lastAttempted: LastDeployment | undefined;
      readonly lastSuccessfulId: string | undefined;
    }
  | { readonly kind: 'gone'; readonly why: string };

export type LastDeployment = { readonly deploymentId: string; readonly status: DeploymentStatus };

export type Deployment = {
  readonly deploymentId: string;
  readonly deploymentGroup: string;
  readonly status: DeploymentStatus;
  /** Begins with the marker when it is ours. */
  readonly description: string;
  /** Undefined: of a kind that cellwave does not deploy. */
  readonly revision: DeployedRevision | undefined;
  readonly createdAt: number;
  readonly instances: InstanceCounts;
  /** The target's own words for what went wrong. */
  readonly error: string | undefined;
  /** The deployment that the target began by itself to undo this one. */
  readonly undoneBy: string | undefined;
  /** The deployment that this one undoes, when the target began it by itself. */
  readonly undoes: string | undefined;
};

export type InstanceCounts = {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
};

export type CreateOrder = {
  readonly deploymentGroup: string;
  readonly revision: DeployedRevision;
  readonly description: string;
  /** Going back: red alarms must not stop it, and the target must not undo it. */
  readonly direction: 'forward' | 'back';
};

/** Every method throws what the vendor threw; `faultOf` in failures.ts says what it means. */
export type DeployTarget = {
  /** S28: throws `WrongAccount` unless the credentials belong to the account; asked once per credentials. */
  verifyAccount(signal: AbortSignal): Promise<void>;
  readGroup(deploymentGroup: string, signal: AbortSignal): Promise<GroupReading>;
  readDeployments(ids: readonly string[], signal: AbortSignal): Promise<readonly Deployment[]>;
  /** The newest deployments of a group, newest first; bounded. */
  recent(deploymentGroup: string, signal: AbortSignal): Promise<readonly Deployment[]>;
  /** Machines that a deployment went to; bounded. */
  instancesOf(deploymentId: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Sent at most once, with a deadline; never cut short by a cancel, because then nobody would know whether it was applied. */
  create(order: CreateOrder): Promise<string>;
  /** No error when it has ended already. */
  stop(deploymentId: string, signal: AbortSignal): Promise<void>;
  /** Release digests whose forward deployments are stopped here. */
  stopTags(signal: AbortSignal): Promise<readonly string[]>;
  setStopTag(releaseDigest: string, signal: AbortSignal): Promise<void>;
  clearStopTag(signal: AbortSignal): Promise<void>;
};

export type DeployTargets = { at(place: TargetPlace): DeployTarget };
