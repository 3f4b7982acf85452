import type { CellBaselines } from '../baseline';
import type { Plan } from '../plan';
import type { CellInWave } from './cell-stage';
import { startRollout, type RolloutState, type WaveRecord } from './rollout-state';
import type { ReturnCause } from './stance';
import type { GroupRef } from '../plan';
import type { Baseline } from '../baseline';

/** A cell that an earlier run touched in a wave, as its history tells. */
export type FormerlyTouched = {
  readonly cell: string;
  readonly wave: number;
  /** As in `CellInWave`. */
  readonly rounds: number;
  readonly groups: readonly (GroupRef & { readonly baseline: Baseline })[];
};

export type ResumeReturn = {
  readonly plan: Plan;
  readonly touched: readonly FormerlyTouched[];
  readonly cause: ReturnCause;
  readonly at: number;
};

/** The state of a rollout that begins on its way back: what an earlier run touched, and nothing else. */
export function resumeReturn({ plan, touched, cause, at }: ResumeReturn): RolloutState {
  const fresh = startRollout({ plan, at, trusted: [] });
  const waves = fresh.waves.map((record) => asTouched(record, touched, at));
  return { ...fresh, admission: { kind: 'admitted' }, waves, turn: { kind: 'return', cause, at } };
}

/** What is known anew of the touched cells; the rest of the state stays as it is. */
export function recallTouched(state: RolloutState, touched: readonly FormerlyTouched[], at: number): RolloutState {
  return { ...state, waves: state.waves.map((record) => asTouched(record, touched, at)) };
}

function asTouched(record: WaveRecord, touched: readonly FormerlyTouched[], at: number): WaveRecord {
  const { number, bakeMs } = record.wave;
  const mine = touched.filter(({ wave }) => wave === number);
  if (mine.length === 0) return record;
  const cells = mine.map(({ cell, rounds }): CellInWave => ({
    cell,
    rounds,
    stage: { kind: 'deployed', touch: { at, fromAt: at } },
  }));
  const baselines = mine.map(({ cell, groups }): CellBaselines => ({
    cell,
    groups: groups.map(({ deploymentGroup, baseline }) => ({ deploymentGroup, baseline })),
  }));
  const result = {
    wave: number,
    end: 'turned-back',
    cause: undefined,
    verdict: { kind: 'waiting', findings: [], more: 0, rule: 9 },
    cells,
    carry: { lookedUntilAt: at, clockOffsetMs: undefined },
    bakeMs,
    goodMs: 0,
    wallMs: 0,
  } as const;
  return { ...record, baselines, stage: { kind: 'ended', startedAt: at, endedAt: at, result } };
}
