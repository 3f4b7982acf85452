import { assertNever } from '../../alarms/assert-never';
import type { CellBaselines } from '../baseline';
import type { WaveKind } from '../plan';
import { whyOfStage, type CellStage } from './cell-stage';
import { exemptionIn } from './exemption';
import type { RolloutState, WaveRecord } from './rollout-state';
import type { WaveReport } from './wave-report';

export type CellStatus = {
  readonly name: string;
  readonly azId: string;
  readonly account: string;
  readonly wave: string;
  readonly phase: string;
  /** What it runs as far as cellwave knows: the release, its baseline, or `unknown`. */
  readonly version: string;
  readonly baseline: string | undefined;
  readonly why: string | undefined;
};

/** Every cell of the plan once, as the newest wave that came to it left it. */
export function cellStatuses(state: RolloutState): readonly CellStatus[] {
  const statuses = new Map<string, CellStatus>();
  const returned = new Map((state.returned ?? []).map((back) => [back.cell, back]));
  for (const record of state.waves) {
    const place = placesIn(record, state.exempt);
    const baselines = new Map((record.baselines ?? []).map((read) => [read.cell, read]));
    for (const { name, azId, account } of record.wave.cells) {
      const known = statuses.get(name);
      const back = returned.get(name);
      const { phase, why } = back === undefined ? place(name) : { phase: back.end, why: back.why };
      if (known !== undefined && phase === 'pending') continue;
      const baseline = baselineText(baselines.get(name)) ?? known?.baseline;
      const version = versionOf({ release: state.plan.release.version, phase, baseline, known: known?.version });
      statuses.set(name, { name, azId, account, wave: record.wave.name, phase, version, baseline, why });
    }
  }
  return [...statuses.values()];
}

type Place = { readonly phase: string; readonly why: string | undefined };

/** Where the cells of a wave stand, as far as the rollout knows. */
function placesIn(record: WaveRecord, exempt: RolloutState['exempt']): (cell: string) => Place {
  const place = placesInWave(record);
  return (cell) => {
    const exemption = exemptionIn(record, cell, exempt);
    return exemption === undefined ? place(cell) : placeOf(record.wave.kind, exemption);
  };
}

function placesInWave({ wave, stage }: WaveRecord): (cell: string) => Place {
  switch (stage.kind) {
    case 'pending':
      return () => ({ phase: 'pending', why: undefined });
    case 'running':
      return (cell) => ({ phase: phaseInRunning(wave.kind, stage.report, cell), why: undefined });
    case 'lost':
      return () => ({ phase: 'unknown', why: stage.detail });
    case 'ended': {
      const ends = new Map(stage.result.cells.map((end) => [end.cell, end.stage]));
      return (cell) => placeOf(wave.kind, ends.get(cell));
    }
    default:
      return assertNever(stage);
  }
}

/** A wave tells how its cells stand when its phase changes: while it deploys, that is old. */
function phaseInRunning(wave: WaveKind, report: WaveReport | undefined, cell: string): string {
  const kind = report?.phase === 'deploying' ? undefined : report?.stages[cell];
  return kind === undefined ? 'in-wave' : phaseOfKind(wave, kind);
}

function placeOf(wave: WaveKind, stage: CellStage | undefined): Place {
  if (stage === undefined) return { phase: 'pending', why: undefined };
  return { phase: phaseOfKind(wave, stage.kind), why: whyOfStage(stage) };
}

function phaseOfKind(wave: WaveKind, kind: CellStage['kind']): string {
  return kind === 'deployed' && wave === 'one-box' ? 'one-box-deployed' : kind;
}

type Known = {
  readonly release: string;
  readonly phase: string;
  readonly baseline: string | undefined;
  /** What an earlier wave left on the cell. */
  readonly known: string | undefined;
};

function versionOf({ release, phase, baseline, known }: Known): string {
  switch (phase) {
    case 'deployed':
    case 'left':
      return release;
    case 'one-box-deployed':
      return `${release} on its one-box, else ${baseline ?? 'unknown'}`;
    case 'in-wave':
    case 'in-flight':
    case 'unknown':
    case 'moved':
      return 'unknown';
    case 'returned':
      return baseline ?? 'unknown';
    default:
      return known ?? baseline ?? 'unknown';
  }
}

function baselineText(baselines: CellBaselines | undefined): string | undefined {
  const groups = baselines?.groups ?? [];
  const texts = groups.map(({ baseline }) => {
    const known = baseline.kind === 'untrusted' ? baseline.lastSuccessful : baseline;
    if (known.kind !== 'deployed') return 'none';
    return known.revision.kind === 's3' ? known.revision.key : known.revision.commitId;
  });
  return texts.length === 0 ? undefined : [...new Set(texts)].join(', ');
}
