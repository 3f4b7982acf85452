import { quoted } from '../../runtime/visibility-text';
import type { DeployOrder, DeployResult } from '../../workflows/contract/recorded';
import { formatDuration } from '../../alarms/durations';
import type { Finding } from '../../alarms/verdict';
import { SEARCH_ATTRIBUTES as A } from '../../workflows/contract/search-attributes';
import { decoder, readHistory, type Decode, type HistoryEvent } from './history-reader';
import type { StatusDocument } from './status-document';
import type { Temporal } from './with-temporal';

/** Each costs a history. */
const MOST_CELLS = 30;

/** From the alarm to the first CodeDeploy deployment that takes a cell back, both by AWS's clock; undefined if no alarm did it. */
export async function readReaction(temporal: Temporal, status: StatusDocument): Promise<string | undefined> {
  const red = firstRed(status);
  if (red === undefined) return undefined;
  const decode = decoder(temporal.client);
  const created: number[] = [];
  for (const run of await cellRuns(temporal, status.id)) {
    for (const result of await wayBackOf(await readHistory(temporal.client, run), decode))
      created.push(...result.groups.flatMap(({ createdAt }) => createdAt ?? []));
  }
  const after = created.filter((at) => at >= red.at);
  if (after.length === 0) return undefined;
  return `alarm ${red.alarm} of ${red.subject} at ${time(red.at)}, first rollback call ${formatDuration(Math.min(...after) - red.at)} later`;
}

type Red = Extract<Finding, { kind: 'unhealthy' }>;

function firstRed({ waves }: StatusDocument): Red | undefined {
  const reds = waves.flatMap(({ verdict }) =>
    (verdict?.findings ?? []).flatMap((finding) => (finding.kind === 'unhealthy' ? [finding] : [])),
  );
  return reds.sort((one, other) => one.at - other.at)[0];
}

function time(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

async function cellRuns(
  { client }: Temporal,
  id: string,
): Promise<readonly { readonly workflowId: string; readonly runId: string }[]> {
  const query = `${A.rollout.name} = ${quoted(id)} AND WorkflowType = 'cellDeployment'`;
  const runs: { workflowId: string; runId: string }[] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    runs.push({ workflowId, runId });
    if (runs.length >= MOST_CELLS) break;
  }
  return runs;
}

async function wayBackOf(events: readonly HistoryEvent[], decode: Decode): Promise<readonly DeployResult[]> {
  const back = new Set<string>();
  const results: DeployResult[] = [];
  for (const event of events) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled?.activityType?.name === 'deployToCell') {
      const order = await decode<DeployOrder>(scheduled.input);
      if (order.direction === 'back') back.add(String(event.eventId));
    }
    const done = event.activityTaskCompletedEventAttributes;
    if (done && back.has(String(done.scheduledEventId))) results.push(await decode<DeployResult>(done.result));
  }
  return results;
}
