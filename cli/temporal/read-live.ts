import type { WatchState } from '../../alarms/watch-state';
import type { ReturnState } from '../../waves/rollout/return-state';
import type { RolloutStatus } from '../../waves/rollout/status';
import type { WaveState } from '../../waves/rollout/wave-state';
import { cellWorkflowId, rollbackWorkflowId, waveWorkflowId } from '../../workflows/contract/ids';
import { askStatus } from './ask-status';
import { waveAtWork } from './status-document';
import { deployLine, pendingWork, readingTrouble, watchesIn } from './pending-work';
import type { Temporal } from './with-temporal';

/** What only a rollout's running children know. */
export type Live = {
  readonly wave: WaveState | undefined;
  readonly returning: ReturnState | undefined;
  /** The watches that run now, by their last look: the wave's, or the rollout's own between waves. */
  readonly watches: readonly WatchState[];
  readonly readingTrouble: string | undefined;
  readonly inFlight: readonly { readonly cell: string; readonly line: string }[];
};

/** Each costs a call per look. */
const MOST_CELLS_READ = 12;

type Of = { readonly status: RolloutStatus; readonly workflowId: string; readonly runId: string };

export async function readLive(temporal: Temporal, { status, workflowId, runId }: Of): Promise<Live> {
  const running = waveAtWork(status);
  const waveId = running === undefined ? undefined : waveWorkflowId(status.id, running.name);
  const backId = status.phase === 'rolling-back' ? rollbackWorkflowId(status.id) : undefined;
  const [wave, returning, work] = await Promise.all([
    waveId === undefined ? undefined : ask<WaveState>(temporal, waveId),
    backId === undefined ? undefined : ask<ReturnState>(temporal, backId),
    waveId === undefined ? pendingWork(temporal, workflowId, runId) : pendingWork(temporal, waveId),
  ]);
  const flying = cellsInFlight(wave, returning).slice(0, MOST_CELLS_READ);
  const lines = await Promise.all(
    flying.map(async (cell) => {
      const line = deployLine(await pendingWork(temporal, cellWorkflowId(status.service, cell)));
      return line === undefined ? [] : [{ cell, line }];
    }),
  );
  return { wave, returning, watches: watchesIn(work), readingTrouble: readingTrouble(work), inFlight: lines.flat() };
}

/** Undefined when it is gone, or no worker answers. */
async function ask<Value>(temporal: Temporal, workflowId: string): Promise<Value | undefined> {
  try {
    const answer = await askStatus<Value>(temporal, { workflowId });
    return answer.kind === 'answered' ? answer.value : undefined;
  } catch (error) {
    if (error instanceof Error && UNANSWERED.has(error.name)) return undefined;
    throw error;
  }
}

/** It has ended, or has not come to its handlers yet. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'WorkflowNotFoundError',
  'QueryNotRegisteredError',
  'QueryRejectedError',
]);

function cellsInFlight(wave: WaveState | undefined, returning: ReturnState | undefined): readonly string[] {
  const forward = Object.values(wave?.cells ?? {}).flatMap(({ cell, stage }) =>
    stage.kind === 'in-flight' ? [cell] : [],
  );
  const back = (returning?.cells ?? []).flatMap(({ order, stage }) => (stage === 'in-flight' ? [order.cell.name] : []));
  return [...new Set([...forward, ...back])];
}
