import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/** One workflow's history, as Temporal writes histories in JSON. */
export type Recorded = { readonly workflowId: string; readonly history: unknown };

/** Cells of one rollout differ in nothing that a replay could see, so a few are enough. */
const MOST_CELLS = 3;

/** Histories of the workflows that a query finds, without anything that tells where they were recorded. */
export async function recordingOf(client: Client, query: string): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  let cells = 0;
  for await (const { workflowId, runId, type } of client.workflow.list({ query })) {
    if (type === 'cellDeployment') cells += 1;
    if (type === 'cellDeployment' && cells > MOST_CELLS) continue;
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    recorded.push({ workflowId, history: anonymous(JSON.parse(historyToJSON(history))) });
  }
  return recorded.sort((a, b) => a.workflowId.localeCompare(b.workflowId));
}

/** Stack traces name folders of the machine, identities its name; replay reads neither. */
const TELLTALE = new Set(['stackTrace', 'identity']);

function anonymous(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anonymous);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => !TELLTALE.has(key) && member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, anonymous(member)]));
}
