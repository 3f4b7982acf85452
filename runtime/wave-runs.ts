import type { temporal } from '@temporalio/proto';
import { WORKFLOW_TYPES } from '../workflows/contract/ids';
import { SIGNALS } from '../workflows/contract/messages';

type Event = temporal.api.history.v1.IHistoryEvent;
type Payloads = temporal.api.common.v1.IPayloads | null | undefined;

/** A wave as the history of its rollout knows it. */
export type WaveRun = {
  readonly workflowId: string;
  readonly runId: string;
  readonly input: Payloads;
  /** Undefined while it has not come to its end, and when it was terminated. */
  readonly result: Payloads;
};

/** The waves that these events began, each once: one that began before a reset is in both runs' histories, its end perhaps in one alone. */
export function waveRuns(events: readonly Event[]): readonly WaveRun[] {
  const inputs = new Map<string, Payloads>();
  const runs = new Map<string, WaveRun>();
  for (const event of events) {
    const initiated = event.startChildWorkflowExecutionInitiatedEventAttributes;
    if (initiated?.workflowType?.name === WORKFLOW_TYPES.wave) inputs.set(initiated.workflowId ?? '', initiated.input);
    const started = event.childWorkflowExecutionStartedEventAttributes;
    if (started?.workflowType?.name === WORKFLOW_TYPES.wave) {
      const { workflowId, runId } = started.workflowExecution ?? {};
      if (typeof workflowId === 'string' && typeof runId === 'string' && !runs.has(runId))
        runs.set(runId, { workflowId, runId, input: inputs.get(workflowId), result: undefined });
    }
    const completed = event.childWorkflowExecutionCompletedEventAttributes;
    const run = runs.get(completed?.workflowExecution?.runId ?? '');
    if (completed && run !== undefined) runs.set(run.runId, { ...run, result: completed.result });
  }
  return [...runs.values()];
}

/** What waves told their rollout while they ran, oldest first. */
export function waveReports(events: readonly Event[]): readonly Payloads[] {
  return events.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
    signal?.signalName === SIGNALS.waveReport ? [signal.input] : [],
  );
}
