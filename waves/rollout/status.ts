import type { Evidence } from '../../alarms/evidence';
import type { Verdict } from '../../alarms/verdict';
import type { CellBaselines } from '../baseline';
import type { WaveKind } from '../plan';
import { countCells, type CellCounts } from './counts';
import { phaseOf, type Phase } from './phase';
import type { Outcome, RolloutState, WaveRecord } from './rollout-state';
import { storyOf } from './story';
import { whyOf, type Why } from './why';

/** What `status --output json` prints; only ever added to. Instants in ISO form, durations in ms. */
export type RolloutStatus = {
  readonly id: string;
  readonly service: string;
  readonly region: string;
  readonly release: string;
  readonly digest: string;
  readonly rehearsal: boolean;
  readonly phase: Phase;
  readonly outcome: Outcome | undefined;
  readonly startedAt: string;
  readonly asOf: string;
  readonly counts: CellCounts;
  readonly waves: readonly WaveStatus[];
  readonly cells: readonly CellStatus[];
  readonly soak: { readonly bakeMs: number; readonly goodMs: number };
  /** What AWS said at the look that decided to roll back, when an alarm did. */
  readonly evidence: Evidence | undefined;
  readonly next: string;
  readonly why: readonly Why[];
  /** What happened, in plain words, oldest first. */
  readonly story: readonly string[];
};

export type WaveStatus = {
  readonly number: number;
  readonly name: string;
  readonly kind: WaveKind;
  readonly azId: string;
  readonly phase: string;
  readonly cells: readonly string[];
  readonly exposureBasisPoints: number;
  readonly bakeMs: number;
  readonly goodMs: number;
  readonly verdict: Verdict | undefined;
};

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

type Named = { readonly rollout: string; readonly rehearsal: boolean };

export function statusOf(ref: Named, state: RolloutState, now: number): RolloutStatus {
  const { plan } = state;
  const why = whyOf(ref.rollout, state, now);
  return {
    id: ref.rollout,
    service: plan.service,
    region: plan.region,
    release: plan.release.version,
    digest: plan.release.digest,
    rehearsal: ref.rehearsal,
    phase: phaseOf(state, now),
    outcome: state.outcome,
    startedAt: new Date(state.startedAt).toISOString(),
    asOf: new Date(now).toISOString(),
    counts: countCells(state),
    waves: state.waves.map(waveStatus),
    cells: cellStatuses(state),
    soak: { bakeMs: state.soakMs, goodMs: state.soakGoodMs },
    evidence: evidenceOf(state),
    next: why[0]?.sentence ?? 'nothing: the rollout has closed',
    why,
    story: storyOf(state),
  };
}

function evidenceOf({ turn }: RolloutState): Evidence | undefined {
  return turn.kind === 'return' && turn.cause.kind === 'verdict' ? turn.cause.evidence : undefined;
}

function waveStatus({ wave, stage }: WaveRecord): WaveStatus {
  const report = stage.kind === 'running' ? stage.report : undefined;
  const result = stage.kind === 'ended' ? stage.result : undefined;
  return {
    number: wave.number,
    name: wave.name,
    kind: wave.kind,
    azId: wave.azId,
    phase: result?.end ?? report?.phase ?? (stage.kind === 'running' ? 'deploying' : stage.kind),
    cells: wave.cells.map(({ name }) => name),
    exposureBasisPoints: wave.exposureBasisPoints,
    bakeMs: result?.bakeMs ?? wave.bakeMs,
    goodMs: result?.goodMs ?? report?.goodMs ?? 0,
    verdict: result?.verdict ?? report?.verdict,
  };
}

function cellStatuses(state: RolloutState): readonly CellStatus[] {
  const statuses = new Map<string, CellStatus>();
  for (const record of state.waves)
    for (const cell of record.wave.cells) {
      const { name, azId, account } = cell;
      const known = statuses.get(name);
      const baseline = baselineText(record.baselines, name) ?? known?.baseline;
      const { phase, why } = phaseOfCell(state, record, name);
      if (known !== undefined && phase === 'pending') continue;
      const version = versionOf(state, phase, baseline);
      statuses.set(name, { name, azId, account, wave: record.wave.name, phase, version, baseline, why });
    }
  return [...statuses.values()];
}

function phaseOfCell(
  state: RolloutState,
  { wave, stage }: WaveRecord,
  name: string,
): { phase: string; why: string | undefined } {
  const back = state.returned?.find(({ cell }) => cell === name);
  if (back !== undefined) return { phase: back.end, why: back.why };
  if (stage.kind === 'lost') return { phase: 'unknown', why: stage.detail };
  if (stage.kind !== 'ended') return { phase: stage.kind === 'running' ? 'in-wave' : 'pending', why: undefined };
  const at = stage.result.cells.find(({ cell }) => cell === name)?.stage;
  if (at === undefined) return { phase: 'pending', why: undefined };
  const phase = at.kind === 'deployed' && wave.kind === 'one-box' ? 'one-box-deployed' : at.kind;
  return { phase, why: 'why' in at ? at.why : undefined };
}

function versionOf(state: RolloutState, phase: string, baseline: string | undefined): string {
  const release = state.plan.release.version;
  switch (phase) {
    case 'deployed':
    case 'left':
      return release;
    case 'one-box-deployed':
      return `${release} on its one-box, else ${baseline ?? 'unknown'}`;
    case 'in-wave':
    case 'unknown':
    case 'moved':
      return 'unknown';
    default:
      return baseline ?? 'unknown';
  }
}

function baselineText(baselines: readonly CellBaselines[] | undefined, cell: string): string | undefined {
  const groups = baselines?.find((read) => read.cell === cell)?.groups ?? [];
  const texts = groups.map(({ baseline }) => {
    const known = baseline.kind === 'untrusted' ? baseline.lastSuccessful : baseline;
    if (known.kind !== 'deployed') return 'none';
    return known.revision.kind === 's3' ? known.revision.key : known.revision.commitId;
  });
  return texts.length === 0 ? undefined : [...new Set(texts)].join(', ');
}
