import { nextForward } from './next-step';
import type { Phase } from './phases';
import type { RolloutState } from './rollout-state';

/** What a rollout is doing. */
export function phaseOf(state: RolloutState, now: number): Phase {
  if (state.outcome !== undefined) return 'closed';
  if (state.turn.kind === 'return') return 'rolling-back';
  if (state.turn.kind === 'abort') return 'aborting';
  if (state.stance.kind !== 'going') return state.stance.kind;
  const step = nextForward(state, now);
  switch (step.kind) {
    case 'admit':
    case 'read-baselines':
      return 'preparing';
    case 'run-wave':
      return wavePhaseOf(state, step.wave);
    case 'watch':
      return step.purpose === 'soak' || step.purpose === 'last-read' ? 'soaking' : 'gated';
    case 'close':
      return 'closed';
  }
}

function wavePhaseOf(state: RolloutState, number: number): Phase {
  const stage = state.waves.find(({ wave }) => wave.number === number)?.stage;
  if (stage?.kind !== 'running') return 'preparing';
  switch (stage.report?.phase) {
    case 'baking':
      return 'baking';
    case 'held':
      return 'held';
    case 'paused':
      return 'paused';
    case 'aborting':
      return 'aborting';
    case 'turning-back':
      return 'rolling-back';
    default:
      return 'deploying';
  }
}
