import type { AlarmScope, WatchedAlarm } from '../../alarms/observation';
import { MAX_FINDINGS, type Finding, type Verdict } from '../../alarms/verdict';
import type { Red } from '../../alarms/watch-state';
import { touchOf } from './cell-stage';
import { cellsIn, type WaveState } from './wave-state';

/**
 * What the reds of a watch mean to this wave. The watch reports whatever it sees on all cells of the wave; only here is it known what was
 * touched when (DESIGN 6, rules 1, 2 and 3).
 */
export type Weighed = {
  readonly counting: readonly Red[];
  /** Untouched cells of this wave that are red now. */
  readonly redCells: readonly Red[];
};

export function weighReds(state: WaveState, reds: readonly Red[]): Weighed {
  const counting = reds.filter((red) => counts(state, red));
  const redCells = reds.filter((red) => {
    const cell = state.cells[red.subject];
    return red.stillRed && (cell?.stage.kind === 'pending' || cell?.stage.kind === 'blocked');
  });
  return { counting, redCells };
}

function counts(state: WaveState, red: Red): boolean {
  const other = state.order.alsoWatched.find(({ subject }) => subject === red.subject);
  if (other !== undefined && red.at >= othersFromAt(state, other.fromAt)) return true;
  const cell = state.cells[red.subject];
  const touch = cell === undefined ? undefined : touchOf(cell.stage);
  return touch !== undefined && red.at >= touch.fromAt;
}

/** Where nothing was touched before this wave, the Region's own alarms count from this wave's first touch. */
function othersFromAt(state: WaveState, fromAt: number): number {
  if (state.order.touchedBefore) return fromAt;
  return Math.min(Infinity, ...cellsIn(state).flatMap(({ stage }) => touchOf(stage)?.fromAt ?? []));
}

/** The verdict that the counting reds make: what the halt, the board and the report tell. */
export function verdictOfReds(reds: readonly Red[], scopeOf: (red: Red) => AlarmScope): Verdict {
  const findings = reds.map((red): Finding => ({
    kind: 'unhealthy',
    subject: red.subject,
    alarm: red.alarm,
    scope: scopeOf(red),
    because: red.stillRed ? 'in-alarm' : 'was-in-alarm',
    at: red.at,
  }));
  return {
    kind: 'unhealthy',
    findings: findings.slice(0, MAX_FINDINGS),
    more: Math.max(0, findings.length - MAX_FINDINGS),
    rule: 4,
  };
}

export function scopeIn(state: WaveState, red: Red): AlarmScope {
  const planned = state.order.wave.cells.find(({ name }) => name === red.subject);
  const alarms = planned?.alarms ?? state.order.alsoWatched.find(({ subject }) => subject === red.subject)?.alarms;
  return scopeOfAlarm(alarms, red.alarm);
}

export function scopeOfAlarm(alarms: readonly WatchedAlarm[] | undefined, name: string): AlarmScope {
  return alarms?.find((alarm) => alarm.name === name)?.scope ?? 'cell';
}
