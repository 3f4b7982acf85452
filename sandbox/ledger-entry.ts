import type { FaultEffect } from './faults';

/** Something that really happened. `cell` is undefined when it concerns no cell, such as a monitoring account. */
export type LedgerEntry = LedgerFact & { readonly seq: number };

export type LedgerFact = Happening & {
  readonly at: number;
  readonly account: string;
  readonly region: string;
  readonly cell: string | undefined;
};

export type Happening =
  | RoleAssumed
  | DeploymentCreated
  | DeploymentRefused
  | InstanceChanged
  | DeploymentStopRequested
  | DeploymentEnded
  | AlarmTransition
  | FaultInjected
  | InternalError;

export type RoleAssumed = {
  readonly kind: 'role-assumed';
  readonly roleName: string;
  readonly sessionName: string;
  readonly tags: Readonly<Record<string, string>>;
};

/** Which deployment of which revision where; every entry about a deployment carries it, so that each line of a ledger file speaks for itself. */
export type DeploymentFacts = {
  readonly deploymentId: string;
  readonly application: string;
  readonly group: string;
  readonly key: string;
  readonly description: string;
  readonly creator: 'user' | 'codeDeployRollback';
};

export type DeploymentCreated = DeploymentFacts & { readonly kind: 'deployment-created'; readonly by: string };

export type DeploymentRefused = {
  readonly kind: 'deployment-refused';
  readonly application: string;
  readonly group: string;
  readonly description: string;
  readonly error: string;
  readonly by: string;
};

export type InstanceChanged = DeploymentFacts & {
  readonly kind: 'instance-changed';
  readonly instanceId: string;
  readonly fromKey: string | undefined;
};

export type DeploymentStopRequested = DeploymentFacts & {
  readonly kind: 'deployment-stop-requested';
  readonly by: string;
};

export type DeploymentEnded = DeploymentFacts & {
  readonly kind: 'deployment-ended';
  readonly status: 'Succeeded' | 'Failed' | 'Stopped';
  readonly errorCode: string | undefined;
};

export type AlarmTransition = {
  readonly kind: 'alarm-transition';
  readonly alarm: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
};

export type FaultInjected = {
  readonly kind: 'fault-injected';
  readonly faultId: string;
  readonly service: string;
  readonly operation: string;
  readonly effect: FaultEffect['kind'];
};

/** A defect of the sandbox itself: a test that finds one in the ledger should fail. */
export type InternalError = {
  readonly kind: 'internal-error';
  readonly service: string;
  readonly operation: string;
  readonly message: string;
};
