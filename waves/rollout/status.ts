import type { Evidence } from '../../alarms/evidence';
import type { SampleProgress } from '../../alarms/samples';
import type { Verdict } from '../../alarms/verdict';
import type { WaveKind } from '../plan';
import { cellStatuses, type CellStatus } from './cell-status';
import { countCells, type CellCounts } from './counts';
import { phaseOf } from './phase';
import type { Outcome, Phase } from './phases';
import type { RolloutState, WaveRecord } from './rollout-state';
import { storyOf } from './story';
import { returnEnds, wayBackOf, type ReturnEnds, type WayBack } from './way-back';
import { whyOf, type Why } from './why';

export type { CellStatus } from './cell-status';

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
  /** Rows of `cells` that had no room. */
  readonly cellsLeftOut: number;
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
  /** Of its cells, after it has ended. A wave that is taken back keeps the phase it came to. */
  readonly wayBack: WayBack;
  /** Requests that the wave must still see before it passes; absent where it has seen enough, or need see none. */
  readonly samples?: SampleProgress | undefined;
};

type Named = { readonly rollout: string; readonly rehearsal: boolean };

export function statusOf(ref: Named, state: RolloutState, now: number): RolloutStatus {
  const { plan } = state;
  const why = whyOf(ref.rollout, state, now);
  const ends = returnEnds(state);
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
    waves: state.waves.map((record) => waveStatus(record, ends)),
    cells: cellStatuses(state),
    cellsLeftOut: 0,
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

function waveStatus({ wave, stage }: WaveRecord, ends: ReturnEnds): WaveStatus {
  const report = stage.kind === 'running' ? stage.report : undefined;
  const result = stage.kind === 'ended' ? stage.result : undefined;
  const cells = wave.cells.map(({ name }) => name);
  return {
    number: wave.number,
    name: wave.name,
    kind: wave.kind,
    azId: wave.azId,
    phase: result?.end ?? report?.phase ?? (stage.kind === 'running' ? 'deploying' : stage.kind),
    cells,
    exposureBasisPoints: wave.exposureBasisPoints,
    bakeMs: result?.bakeMs ?? wave.bakeMs,
    goodMs: result?.goodMs ?? report?.goodMs ?? 0,
    verdict: result?.verdict ?? report?.verdict,
    wayBack: stage.kind === 'pending' ? 'none' : wayBackOf(cells, ends),
    ...(report?.samples === undefined ? {} : { samples: report.samples }),
  };
}
