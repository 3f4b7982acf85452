import { assertNever } from '../../alarms/assert-never';
import type { CellStage } from '../../waves/rollout/cell-stage';
import type { WaveEndKind } from '../../waves/rollout/next-wave-step';
import type { Outcome, Phase } from '../../waves/rollout/phases';
import type { WaveStage } from '../../waves/rollout/rollout-state';

/** A sign before the word, so that a column is read at a glance: ✔ done, ● at work, ○ to come, ‖ stands, ↩ on the way back, ✖ bad. */
export function phaseWord(phase: Phase, outcome: Outcome | undefined): string {
  switch (phase) {
    case 'preparing':
    case 'deploying':
    case 'baking':
    case 'soaking':
      return `● ${phase}`;
    case 'gated':
    case 'paused':
    case 'held':
      return `‖ ${phase}`;
    case 'aborting':
      return `■ ${phase}`;
    case 'rolling-back':
      return '↩ rolling back';
    case 'closed':
      return outcomeWord(outcome);
    default:
      return assertNever(phase);
  }
}

function outcomeWord(outcome: Outcome | undefined): string {
  switch (outcome) {
    case 'completed':
    case 'accepted':
      return `✔ ${outcome}`;
    case 'rolled-back':
      return '↩ rolled back';
    case 'aborted':
      return '■ aborted';
    case 'refused':
      return '✖ refused';
    case undefined:
      return '✖ unresolved';
    default:
      return assertNever(outcome);
  }
}

export function waveWord(stage: WaveStage): string {
  switch (stage.kind) {
    case 'pending':
      return '○ to come';
    case 'running':
      return runningWord(stage.report?.phase ?? 'deploying');
    case 'ended':
      return endWord(stage.result.end);
    case 'lost':
      return '✖ lost';
    default:
      return assertNever(stage);
  }
}

export function endWord(end: WaveEndKind): string {
  switch (end) {
    case 'passed':
      return '✔ passed';
    case 'halted':
      return '✖ halted';
    case 'aborted':
      return '■ aborted';
    case 'turned-back':
      return '↩ turned back';
    default:
      return assertNever(end);
  }
}

type RunningPhase = NonNullable<Extract<WaveStage, { kind: 'running' }>['report']>['phase'];

export function runningWord(phase: RunningPhase): string {
  switch (phase) {
    case 'deploying':
    case 'baking':
      return `● ${phase}`;
    case 'paused':
    case 'held':
      return `‖ ${phase}`;
    case 'aborting':
      return '■ aborting';
    case 'turning-back':
      return '↩ turning back';
    default:
      return assertNever(phase);
  }
}

export function cellWord({ kind }: CellStage): string {
  switch (kind) {
    case 'pending':
      return '○ to come';
    case 'in-flight':
      return '● deploying';
    case 'deployed':
      return '✔ deployed';
    case 'settled':
      return '↩ turned round';
    case 'red':
    case 'blocked':
      return `‖ ${kind}`;
    case 'exempt':
      return '⊘ exempted';
    case 'failed':
    case 'left':
    case 'moved':
    case 'unknown':
      return `✖ ${kind}`;
    default:
      return assertNever(kind);
  }
}
