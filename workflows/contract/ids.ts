/** Workflow ids. They are locks, and what a person reads in the Web UI: no `/`, which a proxy would mangle in a URL. */

/** One forward or returning rollout per service and Region at a time: the id is the lock. */
export const rolloutWorkflowId = (service: string, region: string): string => `rollout:${service}:${region}`;

/** What a rollout's id was made from. */
export function placeOf(workflowId: string): { readonly service: string; readonly region: string } {
  const [, service = '', region = ''] = workflowId.split(':');
  return { service, region };
}

/** What people see and type, of one rollout. The last digits of a run id are random, its first are a time stamp. */
export const rolloutName = (of: { service: string; region: string; version: string; firstRunId: string }): string =>
  `${of.service}:${of.region}:${of.version}-${of.firstRunId.slice(-6)}`;

export const waveWorkflowId = (rollout: string, wave: string): string => `${rollout}:${wave}`;

/** One deployment on a cell at a time among the rollouts of a service. */
export const cellWorkflowId = (service: string, cell: string): string => `cell:${service}:${cell}`;

export const rollbackWorkflowId = (rollout: string): string => `${rollout}:rollback`;

export const preflightWorkflowId = (service: string, region: string, nonce: string): string =>
  `preflight:${service}:${region}:${nonce}`;

/** Of the schedule that looks after what nobody settles; its runs are called by it and their time. */
export const RECONCILER_ID = 'reconciler';

/** A call for a person, once for each cause: the id is what keeps it from being said twice. */
export const pageWorkflowId = (rollout: string, page: string): string => `page:${rollout}:${page}`;

/** Names of the workflow types, as the functions exported by `workflows/index.ts`. */
export const WORKFLOW_TYPES = {
  rollout: 'rollout',
  wave: 'wave',
  cellDeployment: 'cellDeployment',
  rollback: 'rollback',
  preflight: 'preflight',
  reconciler: 'reconciler',
  page: 'page',
} as const;
