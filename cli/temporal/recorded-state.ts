import type { TouchedRecord } from '../../workflows/contract/recorded';
import type { Plan } from '../../waves/plan';
import { record } from '../../waves/rollout/record';
import { resumeReturn } from '../../waves/rollout/resume-return';
import { startRollout, type RolloutState } from '../../waves/rollout/rollout-state';
import type { RolloutInput } from '../../workflows/contract/inputs';
import { unpack } from '../../workflows/contract/packed';
import { decoder, readHistory, timeOf, type Decode, type HistoryEvent } from './history-reader';
import { recordedEvent } from './recorded-events';
import type { RolloutRun } from './rollout-run';
import type { Temporal } from './with-temporal';

/**
 * The state of a rollout as its history tells it, by the same pure `record` that the rollout itself uses: what it was told, its waves'
 * reports and results. What it only saw by itself (its looks between waves) is not in it. Undefined for a run that carries no plan.
 */
export async function recordedState(temporal: Temporal, run: RolloutRun): Promise<RolloutState | undefined> {
  const decode = decoder(temporal.client);
  const events = await readHistory(temporal.client, run);
  let state = await beginning(events, decode);
  if (state === undefined) return undefined;
  const activityOf = activityTypes(events);
  for (const event of events) {
    const pendingWave = state.waves.find(({ stage }) => stage.kind === 'pending')?.wave.number ?? 0;
    const told = await recordedEvent(event, decode, { activityOf, pendingWave });
    if (told !== undefined) state = record(state, told);
  }
  return state;
}

async function beginning(events: readonly HistoryEvent[], decode: Decode): Promise<RolloutState | undefined> {
  const [first] = events;
  const started = first?.workflowExecutionStartedEventAttributes;
  if (first === undefined || !started) return undefined;
  const input = await decode<RolloutInput>(started.input);
  const at = timeOf(first);
  if (input.kind === 'forward') {
    const trusted = Object.keys(input.trustBaselines ?? {});
    return startRollout({ plan: unpack(input.plan), at, trusted });
  }
  if (input.kind === 'accept') return undefined;
  const touched = await touchedRecord(events, decode);
  if (touched === undefined) return undefined;
  const plan: Plan = unpack(touched.packedPlan);
  return resumeReturn({ plan, touched: unpack(touched.cells), cause: { kind: 'person', word: input.word }, at });
}

async function touchedRecord(events: readonly HistoryEvent[], decode: Decode): Promise<TouchedRecord | undefined> {
  const activityOf = activityTypes(events);
  for (const { activityTaskCompletedEventAttributes: done } of events)
    if (done && activityOf(done.scheduledEventId) === 'readTouched') return decode<TouchedRecord>(done.result);
  return undefined;
}

function activityTypes(events: readonly HistoryEvent[]): (scheduledEventId: unknown) => string {
  const types = new Map<string, string>();
  for (const { eventId, activityTaskScheduledEventAttributes: scheduled } of events)
    if (scheduled) types.set(String(eventId), scheduled.activityType?.name ?? '');
  return (scheduledEventId) => types.get(String(scheduledEventId)) ?? '';
}
