import { quoted } from '../../runtime/visibility-text';
import { WORKFLOW_TYPES } from '../../workflows/contract/ids';
import { SEARCH_ATTRIBUTES as A } from '../../workflows/contract/search-attributes';
import { rolloutRun, type RolloutRun } from './rollout-run';
import type { Temporal } from './with-temporal';

export type RolloutFilter = { readonly service?: string; readonly region?: string; readonly open?: boolean };

/** Newest first, at most `most`. */
export async function listRollouts(
  { client }: Pick<Temporal, 'client'>,
  filter: RolloutFilter,
  most: number,
): Promise<readonly RolloutRun[]> {
  const runs: RolloutRun[] = [];
  for await (const info of client.workflow.list({ query: rolloutQuery(filter) })) {
    runs.push(rolloutRun(info));
    if (runs.length >= most) break;
  }
  return runs.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
}

/** As one would type it into the Web UI. */
export function rolloutQuery({ service, region, open }: RolloutFilter): string {
  const parts = [
    `WorkflowType = ${quoted(WORKFLOW_TYPES.rollout)}`,
    ...(service === undefined ? [] : [`${A.service.name} = ${quoted(service)}`]),
    ...(region === undefined ? [] : [`${A.region.name} = ${quoted(region)}`]),
    ...(open === true ? [`ExecutionStatus = 'Running'`] : []),
  ];
  return parts.join(' AND ');
}
