import { startWatch } from '../../alarms/advance';
import type { Finding } from '../../alarms/verdict';
import { verdictOf } from '../../alarms/verdict';
import type { WatchState } from '../../alarms/watch-state';
import type { Plan } from '../../waves/plan';
import type { CellInWave, CellStage } from '../../waves/rollout/cell-stage';
import { record } from '../../waves/rollout/record';
import { startRollout, type RolloutEvent, type RolloutState } from '../../waves/rollout/rollout-state';
import { startWave, type WaveState } from '../../waves/rollout/wave-state';
import { reportOf, type WaveReport, type WaveResult } from '../../waves/rollout/wave-report';
import type { Word } from '../../waves/rollout/stance';
import { aPlan, PLANNED_AT } from './a-plan';
import { aPolicy } from './a-policy';

/** A plan whose windows are always open: `w01-one-box` of `usw2-az1-c1`, its cell, its AZ, and two AZs more. */
export function anOpenPlan(): Plan {
  return aPlan().under(aPolicy().alwaysOpen()).build();
}

/** That plan, how many waves it has, and its first cell, which is in two of them. */
export function anOpenScene(): { readonly plan: Plan; readonly all: number; readonly first: string } {
  const plan = anOpenPlan();
  return { plan, all: plan.waves.length, first: plan.waves[0]?.cells[0]?.name ?? '' };
}

export const TOUCH = { at: PLANNED_AT, fromAt: PLANNED_AT - 1_000 };

export function aWord(change: Partial<Word> = {}): Word {
  return { by: 'ann', reason: 'CHG-1', at: PLANNED_AT, ...change };
}

/** A watch that has looked once and found this. */
export function aWatchState(findings: readonly Finding[] = [], change: Partial<WatchState> = {}): WatchState {
  const unwell = findings.flatMap(({ subject, kind }) => (kind === 'healthy' ? [] : [{ subject, kind }]));
  const verdict = verdictOf(findings);
  return { ...startWatch({ temporalAt: PLANNED_AT, lookedUntilAt: PLANNED_AT }), verdict, unwell, looks: 1, ...change };
}

export function aFinding(subject: string, kind: 'waiting' | 'red-before' | 'blind' | 'unhealthy' = 'waiting'): Finding {
  const about = { subject, alarm: 'errors', scope: subject.startsWith('aggregate:') ? 'aggregate' : 'cell' } as const;
  switch (kind) {
    case 'waiting':
      return { ...about, kind: 'waiting', because: 'insufficient-data', sinceAt: PLANNED_AT };
    case 'red-before':
      return { ...about, kind: 'waiting', because: 'red-before', sinceAt: PLANNED_AT };
    case 'blind':
      return { ...about, kind: 'blind', because: 'unreadable', detail: 'throttled' };
    case 'unhealthy':
      return { ...about, kind: 'unhealthy', because: 'in-alarm', at: PLANNED_AT };
  }
}

/** How a wave of the plan ended: all its cells as given, `deployed` where nothing is. */
export function aResult(
  plan: Plan,
  wave: number,
  change: Partial<WaveResult> & { stage?: CellStage } = {},
): WaveResult {
  const { stage = { kind: 'deployed', touch: TOUCH }, ...rest } = change;
  const cells = (plan.waves[wave - 1]?.cells ?? []).map(({ name }): CellInWave => ({ cell: name, rounds: 0, stage }));
  return {
    wave,
    end: 'passed',
    cause: undefined,
    verdict: verdictOf([]),
    cells,
    carry: { lookedUntilAt: PLANNED_AT, clockOffsetMs: 0 },
    bakeMs: 60_000,
    goodMs: 60_000,
    wallMs: 90_000,
    ...rest,
  };
}

export function aWaveState(plan: Plan, wave: number, change: Partial<WaveState> = {}): WaveState {
  const planned = plan.waves[wave - 1];
  if (planned === undefined) throw new Error(`the plan has no wave ${wave}`);
  const order = {
    wave: planned,
    gate: plan.policy.gate,
    failuresLeft: 0,
    alsoWatched: [],
    touchedBefore: wave > 1,
    carry: { lookedUntilAt: PLANNED_AT, clockOffsetMs: undefined },
  };
  return { ...startWave(order, PLANNED_AT), ...change };
}

export function aReport(plan: Plan, wave: number, change: Partial<WaveReport> = {}): WaveReport {
  return { ...reportOf(aWaveState(plan, wave)), ...change };
}

export function started(wave: number): RolloutEvent {
  return { kind: 'wave-started', wave, at: PLANNED_AT };
}

/** Everything that lets waves 1 to `wave` pass. */
export function passedUpTo(plan: Plan, wave: number): readonly RolloutEvent[] {
  return Array.from({ length: wave }, (_, index) => index + 1).flatMap((number): RolloutEvent[] => [
    started(number),
    { kind: 'wave-ended', result: aResult(plan, number), at: PLANNED_AT },
  ]);
}

/** An admitted rollout after these events. */
export function aRollout(plan: Plan, ...events: readonly RolloutEvent[]): RolloutState {
  const start = startRollout({ plan, at: PLANNED_AT, trusted: [] });
  return [{ kind: 'admitted' } as const, ...events].reduce(record, start);
}
