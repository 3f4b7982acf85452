import type { Client } from '@temporalio/client';
import { decodeFromPayloadsAtIndex } from '@temporalio/common/lib/internal-non-workflow';
import type { temporal } from '@temporalio/proto';
import type { GroupOrder, ReadTouchedOrder, RolloutRef, TouchedCell, TouchedRecord } from '../activities/activities';
import { permanently } from '../activities/failures';
import type { WaveReport } from '../waves/rollout/wave-report';
import { rolloutName, WORKFLOW_TYPES } from '../workflows/contract/ids';
import type { CellInput, ForwardInput, RolloutInput, WaveInput } from '../workflows/contract/inputs';
import { pack, unpack } from '../workflows/contract/packed';
import { waveResultIn, type WaveAnswer } from '../workflows/contract/packed-result';
import { hasGrpcCode } from './grpc-code';
import { mergeTouched } from './merge-touched';
import { touchedWithoutHistory } from './touched-without-history';
import { waveReports, waveRuns, type WaveRun } from './wave-runs';

type Event = temporal.api.history.v1.IHistoryEvent;
type Run = Pick<ReadTouchedOrder, 'workflowId' | 'runId'>;
type Progress = (line: string) => void;

/** A return run names the run it returned for; nobody chains more of them than this. */
const MAX_CHAIN = 20;

/**
 * Every cell whose deployment was ever begun by a rollout, with its baselines, from the histories of the rollout and its waves: whoever
 * was only about to be touched is in it too, and turns out to be untouched when looked at.
 */
export async function touchedByRun(client: Client, asked: Run, progress: Progress): Promise<TouchedRecord> {
  let run = asked;
  for (let link = 0; link < MAX_CHAIN; link++) {
    progress(`history of ${run.workflowId}`);
    const events = await readHistory(client, run);
    const { input, originalRunId, resetOf } = await readStart(client, run.runId, events);
    // A run made by Reset has only a part of what its predecessor did.
    const before = resetOf === undefined ? [] : await readHistory(client, { ...run, runId: resetOf });
    if (input.kind === 'forward')
      return readForward(client, { events: [...before, ...events], input, originalRunId }, progress);
    run = input.of;
  }
  throw permanently('NoForwardRun', `${asked.workflowId} leads to no forward rollout`);
}

type Forward = { readonly events: readonly Event[]; readonly input: ForwardInput; readonly originalRunId: string };

async function readForward(client: Client, forward: Forward, progress: Progress): Promise<TouchedRecord> {
  const cells: TouchedCell[] = [];
  for (const wave of waveRuns(forward.events)) {
    progress(`history of ${wave.workflowId}`);
    cells.push(...((await readWave(client, wave)) ?? (await waveOnRecord(client, wave, forward.events))));
  }
  return { ref: refOf(forward), packedPlan: forward.input.plan, cells: pack(mergeTouched(cells)) };
}

function refOf({ input, originalRunId }: Forward): RolloutRef {
  const { service, region, release, digest } = input;
  const { policy } = unpack(input.plan);
  return {
    service,
    region,
    rollout: rolloutName({ service, region, version: release, firstRunId: originalRunId }),
    originalRunId,
    releaseDigest: digest,
    releaseVersion: release,
    rehearsal: policy.purpose.kind === 'rehearsal',
  };
}

/** Undefined when its history is gone: a wave ends before its rollout, so it expires before it. */
async function readWave(client: Client, run: Run): Promise<readonly TouchedCell[] | undefined> {
  const events = await historyIfThere(client, run);
  if (events === undefined) return undefined;
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  const wave = await decode<WaveInput>(client, started?.input);
  const inputs = events.flatMap(({ startChildWorkflowExecutionInitiatedEventAttributes: initiated }) =>
    initiated?.workflowType?.name === WORKFLOW_TYPES.cellDeployment ? [initiated.input] : [],
  );
  const cells = await Promise.all(inputs.map((input) => decode<CellInput>(client, input)));
  return cells.map(({ cell, generation, groups, release }) => ({
    cell: cell.name,
    wave: wave.number,
    rounds: Math.floor(generation / 2),
    groups: groups.map((group): GroupOrder => ({ ...group, release })),
  }));
}

async function waveOnRecord(client: Client, run: WaveRun, events: readonly Event[]): Promise<readonly TouchedCell[]> {
  const input = await decode<WaveInput>(client, run.input);
  const result = run.result ? waveResultIn(await decode<WaveAnswer>(client, run.result)) : undefined;
  const reports = await Promise.all(waveReports(events).map((report) => decode<WaveReport>(client, report)));
  const reread = reports.flatMap((report) => (report.wave === input.number ? (report.reread ?? []) : []));
  return touchedWithoutHistory({ input, result, reread });
}

async function readStart(
  client: Client,
  runId: string,
  events: readonly Event[],
): Promise<{ readonly input: RolloutInput; readonly originalRunId: string; readonly resetOf: string | undefined }> {
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  const originalRunId = started?.firstExecutionRunId;
  if (typeof originalRunId !== 'string') throw new Error('a history that does not begin with its start');
  const first = started?.originalExecutionRunId;
  const wasReset = typeof first === 'string' && first !== '' && first !== runId;
  return {
    input: await decode<RolloutInput>(client, started?.input),
    originalRunId,
    resetOf: wasReset ? first : undefined,
  };
}

async function readHistory(client: Client, run: Run): Promise<readonly Event[]> {
  const events = await historyIfThere(client, run);
  // Gone for good: asking again would keep the way back waiting for ever.
  if (events === undefined) throw permanently('HistoryGone', `Temporal knows no run ${run.runId} of ${run.workflowId}`);
  return events;
}

async function historyIfThere(client: Client, { workflowId, runId }: Run): Promise<readonly Event[] | undefined> {
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    return events ?? [];
  } catch (error) {
    if (hasGrpcCode(error, 'notFound')) return undefined;
    throw error;
  }
}

function decode<T>(client: Client, input: temporal.api.common.v1.IPayloads | null | undefined): Promise<T> {
  return decodeFromPayloadsAtIndex<T>(client.options.loadedDataConverter, 0, input?.payloads);
}
