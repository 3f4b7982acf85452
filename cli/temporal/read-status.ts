import { OPEN_PHASES } from '../../waves/rollout/phases';
import { statusOf, type RolloutStatus } from '../../waves/rollout/status';
import type { RolloutResult } from '../../workflows/contract/inputs';
import { unpack } from '../../workflows/contract/packed';
import { askStatus } from './ask-status';
import { describeRun } from './find-rollout';
import { decoder, readHistory } from './history-reader';
import { mergeLive } from './merge-live';
import { readLive } from './read-live';
import { recordedState } from './recorded-state';
import type { RolloutRun } from './rollout-run';
import type { StatusDocument } from './status-document';
import { statusFromLists } from './status-from-lists';
import { runUrl } from './web-ui-urls';
import type { Temporal } from './with-temporal';

/** Where a rollout stands: by its own account and its children's if a worker is up, else by what Temporal keeps. */
export async function readStatus(
  temporal: Temporal,
  asked: Pick<RolloutRun, 'workflowId' | 'runId'>,
): Promise<StatusDocument> {
  const run = await describeRun(temporal, asked);
  if (!run.isOpen) return closedStatus(temporal, run);
  const own = await ownAccount(temporal, run);
  if (own === undefined) return recordedStatus(temporal, run);
  const live = await readLive(temporal, { status: own, ...run });
  // A query is answered on the clock of the workflow's last task, which may be hours ago in a bake.
  const status = { ...mergeLive(own, live), asOf: new Date().toISOString() };
  return document(temporal, run, { status, source: 'rollout', inFlight: live.inFlight });
}

async function ownAccount(temporal: Temporal, run: RolloutRun): Promise<RolloutStatus | undefined> {
  try {
    const answer = await askStatus<RolloutStatus>(temporal, run);
    return answer.kind === 'answered' ? answer.value : undefined;
  } catch (error) {
    // Before its first workflow task, and of older workers also while a return run reads what an earlier one touched.
    if (error instanceof Error && NOT_ANSWERING.has(error.name)) return undefined;
    throw error;
  }
}

const NOT_ANSWERING: ReadonlySet<string> = new Set(['QueryNotRegisteredError', 'QueryRejectedError']);

async function closedStatus(temporal: Temporal, run: RolloutRun): Promise<StatusDocument> {
  const result = run.temporalStatus === 'COMPLETED' ? await resultOf(temporal, run) : undefined;
  const status = result?.packedStatus === undefined ? result?.status : unpack(result.packedStatus);
  if (!isStatus(status)) return recordedStatus(temporal, run, result?.story);
  return document(temporal, run, { status, source: 'rollout', inFlight: [] });
}

/** Readable when no worker is up. */
async function resultOf(temporal: Temporal, run: RolloutRun): Promise<RolloutResult | undefined> {
  const last = (await readHistory(temporal.client, run)).at(-1)?.workflowExecutionCompletedEventAttributes;
  return last ? decoder(temporal.client)<RolloutResult>(last.result) : undefined;
}

function isStatus(value: unknown): value is RolloutStatus {
  return typeof value === 'object' && value !== null && 'waves' in value && 'phase' in value;
}

async function recordedStatus(temporal: Temporal, run: RolloutRun, story?: readonly string[]): Promise<StatusDocument> {
  const state = await recordedState(temporal, run);
  const rehearsal = state?.plan.policy.purpose.kind === 'rehearsal';
  const told = state === undefined ? statusFromLists(run) : statusOf({ rollout: run.id, rehearsal }, state, Date.now());
  // An open run's search attribute knows what its looks between waves have led to.
  const phase = OPEN_PHASES.find((known) => run.isOpen && known === run.phase) ?? told.phase;
  const status = { ...told, phase, ...(story === undefined ? {} : { story }) };
  return document(temporal, run, { status, source: 'record', inFlight: [] });
}

type Parts = Pick<StatusDocument, 'source' | 'inFlight'> & { readonly status: RolloutStatus };

function document(temporal: Temporal, run: RolloutRun, { status, source, inFlight }: Parts): StatusDocument {
  const { workflowId, runId } = run;
  const url = runUrl(temporal, run) ?? null;
  const whole = { ...status, workflowId, runId, closedAt: run.closedAt ?? null, url, source, inFlight };
  return run.isOpen || run.outcome !== undefined ? whole : unresolved(whole, run);
}

/** It was terminated, or gave up: the state it was left in is its last. */
function unresolved(left: StatusDocument, { id, temporalStatus }: RolloutRun): StatusDocument {
  const sentence = `ended unsettled (${temporalStatus.toLowerCase()}): cells may carry ${left.release}, and no rollout starts here until somebody settles it`;
  const command = `cellwave rollback ${id} --reason TEXT, or cellwave accept ${id} --reason TEXT`;
  const why = [{ subject: 'rollout', sentence, since: left.closedAt ?? undefined, until: undefined, command }];
  return { ...left, phase: 'unresolved', outcome: undefined, next: sentence, why };
}
