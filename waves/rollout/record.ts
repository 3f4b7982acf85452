import type { CellBaselines } from '../baseline';
import { isBlindness } from './hold-cause';
import { runningWave } from './next-step';
import { beginWatch, recordWatched } from './record-watched';
import { gateHoldDue } from './rollout-hold';
import { recordRecall } from './recall';
import type { RolloutEvent, RolloutState, WaveRecord, WaveStage } from './rollout-state';
import { hasTouched } from './touched';
import { recordWord } from './record-word';
import { withReread } from './reread';
import { held, turnBack } from './turn-back';
import { overallVerdict, startWatches } from './watches';
import type { WaveReport, WaveResult } from './wave-report';

/** Rollout state + what happened -> rollout state. Pure and total: an event that no longer matters changes nothing. */
export function record(state: RolloutState, event: RolloutEvent): RolloutState {
  switch (event.kind) {
    case 'admitted':
    case 'refused':
      return { ...state, admission: event };
    case 'baselines-read':
      return baselinesRead(state, event);
    case 'baselines-unread':
      return held(state, { kind: 'baselines-unread', wave: event.wave, detail: event.detail }, event.at);
    case 'wave-started':
      if (stageOf(state, event.wave)?.kind !== 'pending') return state;
      return withWave(state, event.wave, { kind: 'running', startedAt: event.at, report: undefined });
    case 'wave-reported':
      return waveReported(state, event.report, event.at);
    case 'wave-ended':
      return waveEnded(state, event.result, event.at);
    case 'wave-lost':
      return waveLost(state, event);
    case 'watch-begun':
      return beginWatch(state, event);
    case 'watched':
      return recordWatched(state, event);
    case 'ticked':
      return ticked(state, event.at);
    case 'closed':
      return { ...state, outcome: event.outcome };
    case 'recall-begun':
    case 'recall-late':
    case 'touched-recalled':
    case 'recall-failed':
    case 'wave-unheard':
      return recordRecall(state, event);
    case 'returned':
      return returned(state, event);
    case 'recovery-seen':
      return { ...state, recovery: event.recovery };
    default:
      return recordWord(state, event);
  }
}

function stageOf(state: RolloutState, number: number): WaveStage | undefined {
  return state.waves.find(({ wave }) => wave.number === number)?.stage;
}

function withWave(state: RolloutState, number: number, stage: WaveStage): RolloutState {
  return changeWave({ ...state, openGate: undefined }, number, (record) => ({ ...record, stage }));
}

function changeWave(state: RolloutState, number: number, change: (record: WaveRecord) => WaveRecord): RolloutState {
  return { ...state, waves: state.waves.map((record) => (record.wave.number === number ? change(record) : record)) };
}

type BaselinesRead = Extract<RolloutEvent, { kind: 'baselines-read' }>;

/** A baseline that cannot be trusted holds the wave until somebody vouches for it or exempts the cell. */
function baselinesRead(state: RolloutState, { wave, baselines, at }: BaselinesRead): RolloutState {
  const untrusted = firstUntrusted(state, baselines);
  if (untrusted !== undefined) return held(state, { kind: 'baseline-untrusted', ...untrusted }, at);
  return changeWave(state, wave, (record) => ({ ...record, baselines }));
}

function firstUntrusted(
  state: RolloutState,
  baselines: readonly CellBaselines[],
): { cell: string; detail: string } | undefined {
  const excused = new Set([...state.trusted, ...state.exempt.map(({ cell }) => cell)]);
  for (const { cell, groups } of baselines)
    for (const { baseline } of groups)
      if (baseline.kind === 'untrusted' && !excused.has(cell)) return { cell, detail: baseline.why };
  return undefined;
}

function waveReported(state: RolloutState, report: WaveReport, at: number): RolloutState {
  const known = stageOf(state, report.wave);
  if (known?.kind !== 'running' || (report.sequence ?? 0) < (known.report?.sequence ?? 0)) return state;
  const reported = changeWave(state, report.wave, (record) => ({
    ...rereadIn(record, report.reread),
    stage: { ...known, report },
  }));
  if (report.cause !== undefined) return turnBack(reported, report.cause, at);
  if (report.phase === 'turning-back') return turnedByHand(reported, report.wave, at);
  return followStance(reported, report, at);
}

/** The way back goes to what a cell ran when it was begun for the last time. */
function rereadIn(record: WaveRecord, reread: readonly CellBaselines[] | undefined): WaveRecord {
  return reread === undefined ? record : { ...record, baselines: withReread(record.baselines, reread) };
}

/** The wave that runs knows whether it is held; a pause is the rollout's own. */
function followStance(state: RolloutState, report: WaveReport, at: number): RolloutState {
  if (report.held !== undefined) return state.stance.kind === 'held' ? state : held(state, report.held, at);
  const over = state.stance.kind === 'held' && (report.phase === 'deploying' || report.phase === 'baking');
  return over ? { ...state, stance: { kind: 'going' }, goingSince: at } : state;
}

function waveEnded(state: RolloutState, result: WaveResult, at: number): RolloutState {
  const before = stageOf(state, result.wave);
  if (before?.kind !== 'running') return state;
  const reread = changeWave(state, result.wave, (record) => rereadIn(record, result.reread));
  const ended = withWave(reread, result.wave, { kind: 'ended', startedAt: before.startedAt, endedAt: at, result });
  const carried: RolloutState = {
    ...ended,
    carry: result.carry,
    watches: startWatches(1, result.carry, at),
    goingSince: at,
  };
  if (result.cause !== undefined) return turnBack(carried, result.cause, at);
  if (result.end === 'passed') return heldIfUntried(carried, result.wave, at);
  if (result.end === 'aborted') return carried;
  return turnedByHand(carried, result.wave, at);
}

/** A wave that turns back and was told to by nobody here: somebody cancelled it by hand. */
function turnedByHand(state: RolloutState, wave: number, at: number): RolloutState {
  // Told to end by this run itself, which waits for a person.
  if (isHeldByReset(state)) return state;
  return turnBack(state, { kind: 'wave-lost', wave: `w${wave}`, detail: 'it was cancelled' }, at);
}

function isHeldByReset({ stance }: RolloutState): boolean {
  return stance.kind === 'held' && stance.why.kind === 'reset';
}

/** A wave that carries nothing has proved nothing: before more is exposed than it would have been, a person decides. */
function heldIfUntried(state: RolloutState, number: number, at: number): RolloutState {
  const wave = state.waves.find((record) => record.wave.number === number)?.wave;
  const isLast = !state.waves.some(({ stage }) => stage.kind === 'pending');
  if (wave === undefined || wave.kind === 'region' || wave.part.number < wave.part.of || isLast) return state;
  const tried = state.waves.some((record) => record.wave.kind === wave.kind && carriesRelease(record));
  return tried ? state : held(state, { kind: 'untried', wave: wave.name }, at);
}

function carriesRelease({ stage }: WaveRecord): boolean {
  return stage.kind === 'ended' && stage.result.cells.some((cell) => cell.stage.kind === 'deployed');
}

function waveLost(
  state: RolloutState,
  { wave, detail, at }: Extract<RolloutEvent, { kind: 'wave-lost' }>,
): RolloutState {
  const before = state.waves.find((record) => record.wave.number === wave);
  if (before?.stage.kind !== 'running') return state;
  const lost = withWave(state, wave, { kind: 'lost', startedAt: before.stage.startedAt, endedAt: at, detail });
  return turnBack(lost, { kind: 'wave-lost', wave: before.wave.name, detail }, at);
}

function ticked(state: RolloutState, at: number): RolloutState {
  if (state.turn.kind !== 'none' || state.stance.kind !== 'going' || runningWave(state) !== undefined) return state;
  const due = gateHoldDue(state, at);
  if (due === undefined) return state;
  if (isBlindness(due) && state.plan.policy.gate.onBlind === 'rollback' && hasTouched(state))
    return turnBack(state, { kind: 'blind', verdict: overallVerdict(state.watches) }, at);
  return held(state, due, at);
}

function returned(state: RolloutState, { cells, at }: Extract<RolloutEvent, { kind: 'returned' }>): RolloutState {
  return { ...state, returned: cells, watches: startWatches(1, state.carry, at) };
}
