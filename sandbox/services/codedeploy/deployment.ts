import type { ApplicationWorld, CellWorld, GroupWorld, Revision } from '../../world';

/** Where a deployment lands. */
export type Place = { readonly cell: CellWorld; readonly application: ApplicationWorld; readonly group: GroupWorld };

/** A deployment as CodeDeploy knows it: a value, replaced in the store by its next state. */
export type Deployment = {
  readonly id: string;
  readonly place: Place;
  readonly order: Order;
  readonly createdAt: number;
  readonly progress: Progress;
  readonly targets: readonly Target[];
  /** The automatic rollback that this deployment's end set off. */
  readonly rolledBackBy: string | undefined;
};

/** What was asked for. */
export type Order = {
  readonly revision: Revision;
  readonly configName: DeploymentConfigName;
  readonly description: string;
  readonly creator: 'user' | 'codeDeployRollback';
  /** ARN of the caller. */
  readonly by: string;
  /** Undefined: as the group says. */
  readonly autoRollback: AutoRollback | undefined;
  readonly alarms: AlarmConfiguration | undefined;
  readonly updateOutdatedOnly: boolean;
  /** The deployment whose end set off this automatic rollback. */
  readonly rollbackOf: string | undefined;
};

export type Progress =
  | { readonly kind: 'created' }
  | { readonly kind: 'queued' }
  | { readonly kind: 'in-progress'; readonly startedAt: number }
  | { readonly kind: 'stopping'; readonly startedAt: number | undefined; readonly autoRollback: boolean | undefined }
  | Ended;

export type Ended = {
  readonly kind: 'ended';
  readonly status: 'Succeeded' | 'Failed' | 'Stopped';
  readonly startedAt: number | undefined;
  readonly endedAt: number;
  readonly error: DeploymentError | undefined;
};

export type DeploymentError = { readonly code: string; readonly message: string };

/** One instance's part of a deployment. */
export type Target = {
  readonly instanceId: string;
  readonly status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped';
  readonly updatedAt: number;
  readonly message: string;
};

export type AutoRollback = { readonly enabled: boolean; readonly events: readonly AutoRollbackEvent[] };

export const autoRollbackEvents = [
  'DEPLOYMENT_FAILURE',
  'DEPLOYMENT_STOP_ON_ALARM',
  'DEPLOYMENT_STOP_ON_REQUEST',
] as const;
export type AutoRollbackEvent = (typeof autoRollbackEvents)[number];

export type AlarmConfiguration = {
  readonly enabled: boolean;
  readonly ignorePollAlarmFailure: boolean;
  readonly alarms: readonly string[];
};

export const deploymentConfigNames = [
  'CodeDeployDefault.OneAtATime',
  'CodeDeployDefault.HalfAtATime',
  'CodeDeployDefault.AllAtOnce',
] as const;
export type DeploymentConfigName = (typeof deploymentConfigNames)[number];

/** The word CodeDeploy has for it. A deployment that is being stopped still reads as InProgress. */
export function statusOf({ progress }: Deployment): string {
  switch (progress.kind) {
    case 'created':
      return 'Created';
    case 'queued':
      return 'Queued';
    case 'in-progress':
    case 'stopping':
      return 'InProgress';
    case 'ended':
      return progress.status;
  }
}

export function sameRevision(a: Revision | undefined, b: Revision): boolean {
  return a?.bucket === b.bucket && a.key === b.key && a.version === b.version && a.eTag === b.eTag;
}
