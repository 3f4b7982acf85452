import { whyOfStage } from '../../waves/rollout/cell-stage';
import type { ReturnState } from '../../waves/rollout/return-state';
import type { ReturnedCell } from '../../waves/rollout/rollout-state';
import type { CellStatus, RolloutStatus, WaveStatus } from '../../waves/rollout/status';
import { wayBackOf, type ReturnEnds } from '../../waves/rollout/way-back';
import type { Why } from '../../waves/rollout/why';
import { wavePhase } from '../../waves/rollout/wave-report';
import { extendedFor, sampleLimitMs, waveSampleProgress } from '../../waves/rollout/wave-samples';
import { extendedText } from '../../waves/rollout/why';
import { cellsIn, type WaveState } from '../../waves/rollout/wave-state';
import { overallVerdict } from '../../waves/rollout/watches';
import type { Live } from './read-live';

/** The rollout's own account, brought up to what its children say this moment. */
export function mergeLive(status: RolloutStatus, live: Live): RolloutStatus {
  const withWave = live.wave === undefined ? status : mergeWave(status, live.wave);
  const withBack = live.returning === undefined ? withWave : mergeReturn(withWave, live.returning);
  return mergeReading(mergeWatches(withBack, live), live);
}

function mergeReading(status: RolloutStatus, { readingTrouble }: Live): RolloutStatus {
  if (readingTrouble === undefined) return status;
  const why = status.why.map((one): Why =>
    one.subject === 'histories' ? { ...one, sentence: `${one.sentence}; the last try: ${readingTrouble}` } : one,
  );
  return { ...status, why };
}

function mergeWave(status: RolloutStatus, wave: WaveState): RolloutStatus {
  const { number, kind } = wave.order.wave;
  const stages = new Map(cellsIn(wave).map(({ cell, stage }) => [cell, stage]));
  const cells = status.cells.map((cell): CellStatus => {
    const stage = stages.get(cell.name);
    if (stage === undefined || cell.phase !== 'in-wave') return cell;
    const isOneBox =
      stage.kind === 'deployed' ? kind === 'one-box' : stage.kind === 'pending' && hasOneBox(status, cell);
    const phase = isOneBox ? 'one-box-deployed' : stage.kind;
    return { ...cell, phase, version: versionNow(status, cell, phase), why: whyOfStage(stage) ?? cell.why };
  });
  const waves = status.waves.map((one): WaveStatus =>
    one.number === number
      ? {
          ...one,
          phase: wavePhase(wave),
          bakeMs: wave.bakeMs,
          verdict: overallVerdict(wave.watches),
          ...samplesIn(wave),
        }
      : one,
  );
  return { ...status, waves, cells, counts: { ...status.counts, ...countsNow(cells, status.counts) } };
}

/** How many requests a bake still waits for is told to the rollout at times only. */
function withReasons(status: RolloutStatus, wave: WaveState): RolloutStatus {
  const samples = extendedFor(wave);
  if (samples === undefined) return status;
  const sentence = extendedText(samples, { bakeMs: wave.bakeMs, limitMs: sampleLimitMs(wave) });
  const why = status.why.map((one) => (one.subject === wave.order.wave.name ? { ...one, sentence } : one));
  return { ...status, why, next: why[0]?.sentence ?? status.next };
}

/** None of those that the rollout heard of before: the wave knows better. */
function samplesIn(wave: WaveState): Pick<WaveStatus, 'samples'> {
  return { samples: wave.bake === 'deploying' ? undefined : waveSampleProgress(wave) };
}

/** As far as cellwave knows; `unknown` while a deployment runs. */
function versionNow(status: RolloutStatus, cell: CellStatus, phase: string): string {
  const { version, baseline } = cell;
  if (phase === 'deployed') return status.release;
  if (phase === 'one-box-deployed' || (UNCHANGED.has(phase) && hasOneBox(status, cell)))
    return `${status.release} on its one-box, else ${baseline ?? 'unknown'}`;
  return UNCHANGED.has(phase) ? (baseline ?? version) : version;
}

/** The first cell has the release on its one-box before its own wave comes to it. */
function hasOneBox({ waves }: RolloutStatus, { name }: CellStatus): boolean {
  return waves.some(({ kind, phase, cells }) => kind === 'one-box' && phase === 'passed' && cells.includes(name));
}

/** The running wave has left such a cell as it was. */
const UNCHANGED: ReadonlySet<string> = new Set(['pending', 'red', 'exempt', 'settled']);

type Counts = RolloutStatus['counts'];

function countsNow(cells: readonly CellStatus[], before: Counts): Pick<Counts, 'done' | 'failed' | 'exposed'> {
  const count = (phases: ReadonlySet<string>): number => cells.filter(({ phase }) => phases.has(phase)).length;
  return {
    done: count(new Set(['deployed'])),
    failed: count(new Set(['failed', 'unknown'])),
    exposed: Math.max(before.exposed, cells.length - count(UNTOUCHED)),
  };
}

const UNTOUCHED: ReadonlySet<string> = new Set(['pending', 'in-wave', 'red', 'exempt', 'blocked']);

function mergeReturn(status: RolloutStatus, { cells: returning }: ReturnState): RolloutStatus {
  const stages = new Map(returning.map((one) => [one.order.cell.name, one]));
  const cells = status.cells.map((cell): CellStatus => {
    const one = stages.get(cell.name);
    if (one === undefined) return cell;
    if (one.end !== undefined) {
      const version = one.end.end === 'returned' ? (cell.baseline ?? 'unknown') : cell.version;
      return { ...cell, phase: one.end.end, version, why: one.end.why };
    }
    return one.stage === 'in-flight' ? { ...cell, phase: 'returning' } : { ...cell, phase: 'to-return' };
  });
  const ends = endsOf(returning);
  const waves = status.waves.map((wave) =>
    wave.phase === 'pending' ? wave : { ...wave, wayBack: wayBackOf(wave.cells, ends) },
  );
  return { ...status, cells, waves };
}

/** A cell that comes twice, for groups of two waves, is back when it is back both times. */
function endsOf(returning: ReturnState['cells']): ReturnEnds {
  const ends = new Map<string, ReturnedCell['end'] | undefined>();
  for (const { order, end } of returning) {
    const { name } = order.cell;
    const known = ends.get(name);
    if (!ends.has(name) || end === undefined || (known === 'returned' && end.end !== 'returned'))
      ends.set(name, end?.end);
  }
  return ends;
}

/** The clock of the bake that runs: the last look's, which the workflow hears of only at times. */
function mergeWatches(status: RolloutStatus, { watches, wave }: Live): RolloutStatus {
  if (watches.length === 0) return status;
  const goodMs = Math.min(...watches.map((watch) => watch.goodMs));
  if (wave === undefined)
    return status.phase === 'soaking'
      ? { ...status, soak: { ...status.soak, goodMs: Math.max(status.soak.goodMs, goodMs) } }
      : status;
  const { number } = wave.order.wave;
  // What was counted since the wave last heard of it.
  const counted = { ...wave, watches: { ...wave.watches, states: [...wave.watches.states, ...watches] } };
  const waves = status.waves.map((one) => (one.number === number ? { ...one, goodMs, ...samplesIn(counted) } : one));
  return withReasons({ ...status, waves }, counted);
}
