import { touchOf } from './cell-stage';
import type { RolloutState } from './rollout-state';

/** Cells of a rollout, each counted once. `exposed`: touched at any time. */
export type CellCounts = {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly exposed: number;
};

export function countCells(state: RolloutState): CellCounts {
  const names = new Set(state.plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)));
  const done = new Set<string>();
  const failed = new Set<string>();
  const exposed = new Set<string>();
  for (const { stage, wave } of state.waves) {
    if (stage.kind === 'lost') for (const { name } of wave.cells) exposed.add(name);
    if (stage.kind !== 'ended') continue;
    for (const { cell, stage: at } of stage.result.cells) {
      if (touchOf(at) !== undefined) exposed.add(cell);
      if (at.kind === 'deployed' && wave.kind !== 'one-box') done.add(cell);
      if (at.kind === 'failed' || at.kind === 'unknown') failed.add(cell);
    }
  }
  const running = state.waves.find(({ stage }) => stage.kind === 'running');
  const report = running?.stage.kind === 'running' ? running.stage.report : undefined;
  const ofRunning = running?.wave.kind === 'one-box' ? 0 : (report?.done ?? 0);
  return {
    total: names.size,
    done: done.size + ofRunning,
    failed: failed.size + (report?.failed ?? 0),
    exposed: exposed.size,
  };
}
