import type { Admission } from '../../workflows/contract/recorded';
import type { RolloutEvent } from '../../waves/rollout/rollout-state';
import type { Word } from '../../waves/rollout/stance';
import type { WaveReport } from '../../waves/rollout/wave-report';
import { WORKFLOW_TYPES } from '../../workflows/contract/ids';
import { baselinesIn, type BaselinesAnswer } from '../../workflows/contract/packed-baselines';
import type { RollbackResult, WaveInput } from '../../workflows/contract/inputs';
import {
  SIGNALS,
  UPDATES,
  type ExemptCellMessage,
  type ExtendBakeMessage,
  type WordMessage,
} from '../../workflows/contract/messages';
import { waveResultIn, type WaveAnswer } from '../../workflows/contract/packed-result';
import { timeOf, type Decode, type HistoryEvent, type Payloads } from './history-reader';

/** What one event of a rollout's history told its state; read back without a worker. `activity` is the type of what an event closes. */
export async function recordedEvent(
  event: HistoryEvent,
  decode: Decode,
  ctx: { readonly activityOf: (scheduledEventId: unknown) => string; readonly pendingWave: number },
): Promise<RolloutEvent | undefined> {
  const at = timeOf(event);
  const activity = event.activityTaskCompletedEventAttributes;
  if (activity) {
    const type = ctx.activityOf(activity.scheduledEventId);
    if (type === 'admitRollout') return admissionEvent(await decode<Admission>(activity.result));
    if (type !== 'readBaselines') return undefined;
    const baselines = baselinesIn(await decode<BaselinesAnswer>(activity.result));
    return { kind: 'baselines-read', wave: ctx.pendingWave, baselines, at };
  }
  const signal = event.workflowExecutionSignaledEventAttributes;
  if (signal) return signalEvent({ name: signal.signalName ?? '', payloads: signal.input, at }, decode);
  const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
  if (update) return spokenEvent({ name: update.name ?? '', payloads: update.args, at }, decode);
  if (event.workflowExecutionCancelRequestedEventAttributes)
    return { kind: 'return-asked', cause: { kind: 'cancelled' }, at };
  return childEvent(event, decode);
}

function admissionEvent(admission: Admission): RolloutEvent {
  return admission.kind === 'admitted' ? { kind: 'admitted' } : { kind: 'refused', refusals: admission.refusals };
}

type Said = { readonly name: string; readonly payloads: Payloads; readonly at: number };

async function signalEvent(said: Said, decode: Decode): Promise<RolloutEvent | undefined> {
  if (said.name !== SIGNALS.waveReport) return spokenEvent(said, decode);
  return { kind: 'wave-reported', report: await decode<WaveReport>(said.payloads), at: said.at };
}

/** Updates and the signals of the same names. */
async function spokenEvent({ name, payloads, at }: Said, decode: Decode): Promise<RolloutEvent | undefined> {
  const said = async (): Promise<Word> => {
    const { reason, by } = await decode<WordMessage>(payloads);
    return { reason, by: by ?? 'the Web UI', at };
  };
  switch (name) {
    case UPDATES.pause:
      return { kind: 'paused', word: await said() };
    case UPDATES.resume:
      return { kind: 'resumed', word: await said() };
    case UPDATES.abort:
      return { kind: 'aborted', word: await said() };
    case UPDATES.rollBack:
      return { kind: 'return-asked', cause: { kind: 'person', word: await said() }, at };
    case UPDATES.extendBake: {
      const { minutes, wave } = await decode<ExtendBakeMessage>(payloads);
      return wave === undefined ? undefined : { kind: 'bake-extended', wave, byMs: Math.round(minutes * 60_000) };
    }
    case UPDATES.exemptCell:
      return { kind: 'exempted', cell: (await decode<ExemptCellMessage>(payloads)).cell, word: await said() };
    default:
      return undefined;
  }
}

async function childEvent(event: HistoryEvent, decode: Decode): Promise<RolloutEvent | undefined> {
  const at = timeOf(event);
  const begun = event.startChildWorkflowExecutionInitiatedEventAttributes;
  if (begun?.workflowType?.name === WORKFLOW_TYPES.wave)
    return { kind: 'wave-started', wave: (await decode<WaveInput>(begun.input)).number, at };
  const done = event.childWorkflowExecutionCompletedEventAttributes;
  if (done?.workflowType?.name === WORKFLOW_TYPES.wave)
    return { kind: 'wave-ended', result: waveResultIn(await decode<WaveAnswer>(done.result)), at };
  if (done?.workflowType?.name === WORKFLOW_TYPES.rollback)
    return { kind: 'returned', cells: (await decode<RollbackResult>(done.result)).cells, at };
  return undefined;
}
