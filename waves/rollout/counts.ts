import { hasFailed, touchOf } from './cell-stage';
import type { RolloutState, WaveRecord } from './rollout-state';

/** Cells of a rollout, each counted once. `done`: carry the release. `exposed`: touched at any time, as far as is known. */
export type CellCounts = {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly exposed: number;
};

type Tally = { readonly done: Set<string>; readonly failed: Set<string>; readonly exposed: Set<string> };

export function countCells(state: RolloutState): CellCounts {
  const names = new Set(state.plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)));
  const tally: Tally = { done: new Set(), failed: new Set(), exposed: new Set() };
  for (const record of state.waves) countEnded(record, tally);
  for (const { cell, end } of state.returned ?? []) if (end !== 'left') tally.done.delete(cell);
  const running = countRunning(state);
  return {
    total: names.size,
    done: tally.done.size + running.done,
    failed: tally.failed.size + running.failed,
    exposed: tally.exposed.size + running.exposed.filter((cell) => !tally.exposed.has(cell)).length,
  };
}

function countEnded({ stage, wave }: WaveRecord, { done, failed, exposed }: Tally): void {
  if (stage.kind === 'lost') for (const { name } of wave.cells) exposed.add(name);
  if (stage.kind !== 'ended') return;
  for (const { cell, stage: at } of stage.result.cells) {
    if (touchOf(at) !== undefined) exposed.add(cell);
    if (at.kind === 'deployed' && wave.kind !== 'one-box') done.add(cell);
    if (hasFailed(at)) failed.add(cell);
  }
}

/** What the wave that runs said last. */
function countRunning({ waves }: RolloutState): { done: number; failed: number; exposed: readonly string[] } {
  for (const { wave, stage } of waves) {
    if (stage.kind !== 'running' || stage.report === undefined) continue;
    const { done, failed, stages } = stage.report;
    const exposed = Object.entries(stages).flatMap(([cell, kind]) => (UNTOUCHED.has(kind) ? [] : [cell]));
    return { done: wave.kind === 'one-box' ? 0 : done, failed, exposed };
  }
  return { done: 0, failed: 0, exposed: [] };
}

const UNTOUCHED: ReadonlySet<string> = new Set(['pending', 'red', 'blocked', 'exempt']);
