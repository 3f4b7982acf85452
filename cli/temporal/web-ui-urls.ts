import { quoted } from '../../runtime/visibility-text';
import { SEARCH_ATTRIBUTES as A } from '../../workflows/contract/search-attributes';
import { CliError } from '../errors';
import type { RolloutRun } from './rollout-run';
import type { Temporal } from './with-temporal';

/** Pages of the Web UI that show one rollout. */
export type RolloutPages = {
  readonly rollout: string;
  /** Its waves, cells and rollback as a list. */
  readonly everything: string;
  readonly cells: string;
  readonly needsAttention: string;
  readonly ofService: string;
};

type Of = Pick<RolloutRun, 'id' | 'workflowId' | 'runId' | 'service' | 'region'>;

/** Address of one run's board, which the Web UI keeps under a tab of its own; undefined where nobody has said where the Web UI is. */
export function runUrl({ uiUrl, namespace }: Temporal, run: Pick<Of, 'workflowId' | 'runId'>): string | undefined {
  if (uiUrl === undefined) return undefined;
  return `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(run.workflowId)}/${run.runId}/user-metadata`;
}

export function rolloutPages(temporal: Temporal, run: Of): RolloutPages | undefined {
  const rollout = runUrl(temporal, run);
  if (rollout === undefined) return undefined;
  const ofRollout = `${A.rollout.name} = ${quoted(run.id)}`;
  const ofService = `${A.service.name} = ${quoted(run.service)} AND ${A.region.name} = ${quoted(run.region)}`;
  return {
    rollout,
    everything: listUrl(temporal, ofRollout),
    cells: listUrl(temporal, `${ofRollout} AND WorkflowType = 'cellDeployment'`),
    needsAttention: listUrl(temporal, `${A.needsAttention.name} = true`),
    ofService: listUrl(temporal, `${ofService} AND WorkflowType = 'rollout'`),
  };
}

export function listUrl({ uiUrl, namespace }: Temporal, query: string): string {
  return `${uiUrl ?? ''}/namespaces/${namespace}/workflows?query=${encodeURIComponent(query)}`;
}

export function requirePages(temporal: Temporal, run: Of): RolloutPages {
  const pages = rolloutPages(temporal, run);
  if (pages !== undefined) return pages;
  throw new CliError({
    kind: 'usage',
    message: `nobody has said where the Web UI of the Temporal at ${temporal.address} is`,
    remedy: 'set CELLWAVE_TEMPORAL_UI_URL, such as https://temporal.example.com',
  });
}
