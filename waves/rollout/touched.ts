import { assertNever } from '../../alarms/assert-never';
import type { Baseline, CellBaselines } from '../baseline';
import type { GroupRef, PlannedCell } from '../plan';
import { touchOf, type CellInWave, type Touch } from './cell-stage';
import type { RolloutState, WaveRecord } from './rollout-state';

/** A cell that a rollback has to return, with all its groups that may carry the release. */
export type CellToReturn = {
  readonly cell: PlannedCell;
  /** The newest wave that touched it: the order of the way back. */
  readonly wave: number;
  readonly azId: string;
  /** As in `CellInWave`, the most of all its waves: its way back is of generation `2 * rounds + 1`. */
  readonly rounds: number;
  readonly groups: readonly (GroupRef & { readonly baseline: Baseline })[];
};

type Owed = Pick<CellInWave, 'cell' | 'rounds'>;

/**
 * Cells of a wave that still have to be returned: those not yet back by themselves. Of a lost wave that is all it may have touched: not those
 * that were exempted before it began.
 */
function owedBy(record: WaveRecord, exempt: RolloutState['exempt']): readonly Owed[] {
  switch (record.stage.kind) {
    case 'pending':
      return [];
    case 'running':
      return (record.stage.report?.finished ?? []).map((cell) => ({ cell, rounds: 0 }));
    case 'lost': {
      const { startedAt } = record.stage;
      return record.wave.cells
        .filter(({ name }) => !exempt.some(({ cell, word }) => cell === name && word.at < startedAt))
        .map(({ name }) => ({ cell: name, rounds: 0 }));
    }
    case 'ended':
      return record.stage.result.cells.filter(({ stage }) => stage.kind === 'deployed' || stage.kind === 'unknown');
    default:
      return assertNever(record.stage);
  }
}

/** Exactly the touched cells that are not back yet (S10), newest wave first; a cell once, with the groups of all its waves. */
export function cellsToReturn(state: RolloutState): readonly CellToReturn[] {
  const owed = new Map<string, CellToReturn>();
  for (const record of [...state.waves].reverse())
    for (const { cell: name, rounds } of owedBy(record, state.exempt)) {
      const cell = record.wave.cells.find((planned) => planned.name === name);
      if (cell === undefined) continue;
      const known = owed.get(name);
      const groups = groupsOf(cell, record.baselines ?? []);
      owed.set(name, {
        cell: known?.cell ?? cell,
        wave: known?.wave ?? record.wave.number,
        azId: cell.azId,
        rounds: Math.max(known?.rounds ?? 0, rounds),
        groups: [...(known?.groups ?? []), ...groups],
      });
    }
  return [...owed.values()];
}

function groupsOf(cell: PlannedCell, baselines: readonly CellBaselines[]): CellToReturn['groups'] {
  return cell.groups.map((group) => ({ ...group, baseline: baselineOf(baselines, cell.name, group.deploymentGroup) }));
}

/** What a group returns to; a baseline somebody vouched for is the group's last success. */
export function baselineOf(baselines: readonly CellBaselines[], cell: string, group: string): Baseline {
  const groups = baselines.find((read) => read.cell === cell)?.groups;
  const reading = groups?.find(({ deploymentGroup }) => deploymentGroup === group)?.baseline ?? { kind: 'none' };
  return reading.kind === 'untrusted' ? reading.lastSuccessful : reading;
}

export type TouchedCell = { readonly cell: PlannedCell; readonly touch: Touch };

/** Every touched cell with the start of its window: the earliest touch of any wave. */
export function touchedCells(state: RolloutState): ReadonlyMap<string, TouchedCell> {
  const touched = new Map<string, TouchedCell>();
  for (const record of state.waves)
    for (const cell of touchedBy(record, state.carry.clockOffsetMs ?? 0))
      if (!touched.has(cell.cell.name)) touched.set(cell.cell.name, cell);
  return touched;
}

/** Of a lost wave nobody knows when it touched what: all of it, from its start. */
function touchedBy({ wave, stage }: WaveRecord, offsetMs: number): readonly TouchedCell[] {
  if (stage.kind === 'lost') {
    const touch: Touch = { at: stage.startedAt, fromAt: stage.startedAt + offsetMs - 1_000 };
    return wave.cells.map((cell) => ({ cell, touch }));
  }
  if (stage.kind !== 'ended') return [];
  const planned = new Map(wave.cells.map((cell) => [cell.name, cell]));
  return stage.result.cells.flatMap(({ cell: name, stage: at }): readonly TouchedCell[] => {
    const touch = touchOf(at);
    const cell = planned.get(name);
    return touch === undefined || cell === undefined ? [] : [{ cell, touch }];
  });
}

/** Whether anything was ever started: a wave that runs counts, even before its first report. */
export function hasTouched(state: RolloutState): boolean {
  return state.waves.some(({ stage }) => stage.kind !== 'pending');
}
