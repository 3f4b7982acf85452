import type { RolloutRef } from '../../activities/activities';
import { formatDuration } from '../../alarms/durations';
import { whyOfStage } from '../../waves/rollout/cell-stage';
import { countCells } from '../../waves/rollout/counts';
import { exemptedCells } from '../../waves/rollout/exemption';
import { phaseOf } from '../../waves/rollout/phase';
import type { Phase } from '../../waves/rollout/phases';
import type { RolloutState, WaveRecord } from '../../waves/rollout/rollout-state';
import { storyOf } from '../../waves/rollout/story';
import { overallVerdict } from '../../waves/rollout/watches';
import { returnEnds, wayBackOf, type ReturnEnds } from '../../waves/rollout/way-back';
import { causeText, whyOf } from '../../waves/rollout/why';
import { rollbackWorkflowId, waveWorkflowId } from '../contract/ids';
import { clock, link, pageText, short, stamp } from '../contract/markdown';
import type { RunIds } from './run-ids';
import { phaseWord, waveWord } from './state-words';

export type RolloutView = {
  readonly ref: RolloutRef;
  readonly state: RolloutState;
  readonly at: number;
  /** The earliest end of the bake or soak that counts now. */
  readonly bakeEndsAt: number | undefined;
  readonly runs: RunIds;
};

/** A rollout in five seconds: what, where, how far, what next, what to type. The panel of the Web UI is about 540 px wide: five columns. */
export function rolloutPage(view: RolloutView): string {
  const { ref, state, at } = view;
  const phase = phaseOf(state, at);
  const rehearsal = ref.rehearsal ? ' (REHEARSAL)' : '';
  const title = `### ${phaseWord(phase, state.outcome)}: ${ref.releaseVersion} in ${ref.region}${rehearsal}`;
  return pageText({
    head: [title, progress(view), ...now(view)],
    columns: ['Wave', 'State', 'Cells', 'Good', 'Alarms'],
    rows: rowsOf(view),
    noun: 'waves',
    tail: [
      ...soak(view),
      ...wayBack(view),
      ...exemptLines(state),
      ...story(state),
      ...ways(ref.rollout, phase),
      `As of ${stamp(at)}; press R for now`,
    ],
  });
}

function progress({ state }: RolloutView): string {
  const { done, total, failed, exposed } = countCells(state);
  const failures = failed > 0 ? `, **${failed} failed**` : '';
  if (state.returned !== undefined) {
    const back = state.returned.filter(({ end }) => end === 'returned').length;
    return `**${back} of ${state.returned.length}** touched cells are on their baselines again, of ${total} cells in all`;
  }
  if (state.turn.kind === 'return') return `${exposed} of ${total} cells were touched${failures}`;
  const exempt = exemptedCells(state).length;
  return `**${done} of ${total}** cells run it${failures}${exempt > 0 ? `, **${exempt} exempted**` : ''}`;
}

function now({ ref, state, at, bakeEndsAt }: RolloutView): readonly string[] {
  const [first] = whyOf(ref.rollout, state, at);
  if (first === undefined) return closing(state);
  const subject = first.subject === 'rollout' ? '' : `${first.subject}: `;
  const end = bakeEndsAt === undefined ? '' : `, until ${clock(bakeEndsAt)} at the earliest`;
  const since = first.since === undefined ? '' : ` (since ${clock(Date.parse(first.since))})`;
  return [`**Now** ${subject}${short(first.sentence, 300)}${end}${since}`];
}

function closing({ turn, admission }: RolloutState): readonly string[] {
  const [refusal] = admission.kind === 'refused' ? admission.refusals : [];
  if (refusal !== undefined) return [`**Why** ${short(`${refusal.message}; ${refusal.remedy}`, 400)}`];
  return turn.kind === 'return' ? [`**Why** ${short(causeText(turn.cause), 400)}`] : [];
}

/** What a person can do about it: the command, and the Web UI's own form, More Actions > Send an Update. */
function ways(rollout: string, phase: Phase): readonly string[] {
  const way = (what: string, update: string, command: string): readonly string[] => [
    `**${what}** More Actions > Send an Update > \`${update}\` with \`{"reason": "..."}\`,`,
    `or \`cellwave ${command} ${rollout} --reason TEXT\``,
    '',
  ];
  const cancel = ['**To take it all back** Request Cancellation', ''];
  switch (phase) {
    case 'preparing':
    case 'deploying':
    case 'baking':
    case 'gated':
    case 'soaking':
      return [...way('To stop it', 'pause', 'pause'), ...cancel];
    case 'paused':
    case 'held':
      return [...way('To go on', 'resume', 'resume'), ...cancel];
    case 'aborting':
      return way('To take it back', 'rollBack', 'rollback');
    case 'rolling-back':
    case 'closed':
      return [];
  }
}

/** Waves long past make room for what happens now, when there are too many for a page. */
const MOST_BEFORE = 4;

function rowsOf(view: RolloutView): readonly (readonly string[])[] {
  const { waves } = view.state;
  const ended = waves.findIndex(({ stage }) => stage.kind !== 'ended');
  const from = waves.length > 2 * MOST_BEFORE ? Math.max(0, (ended < 0 ? waves.length : ended) - MOST_BEFORE) : 0;
  const ends = returnEnds(view.state);
  return [...waves.slice(from), ...waves.slice(0, from)].map((record) => row(view, record, ends));
}

function row({ ref, state, runs }: RolloutView, record: WaveRecord, ends: ReturnEnds): readonly string[] {
  const { wave, stage } = record;
  const id = waveWorkflowId(ref.rollout, wave.name);
  const bake = wave.bakeMs === 0 ? '-' : formatDuration(wave.bakeMs);
  const count = wave.cells.length;
  switch (stage.kind) {
    case 'pending':
      return [wave.name, state.turn.kind === 'none' ? waveWord(stage) : '- not begun', `${count}`, bake, ''];
    case 'running': {
      const good = stage.report === undefined ? 0 : stage.report.goodMs;
      const done = `${stage.report?.done ?? 0} of ${count}`;
      const verdict = stage.report?.verdict.kind ?? '';
      return [link(wave.name, id, runs.get(id)), `**${waveWord(stage)}**`, done, goodText(good, bake), verdict];
    }
    case 'ended': {
      const { result } = stage;
      const done = result.cells.filter((cell) => cell.stage.kind === 'deployed').length;
      const good = result.bakeMs === 0 ? '-' : goodText(result.goodMs, formatDuration(result.bakeMs));
      const word = backWord(ends, result.cells) ?? waveWord(stage);
      return [link(wave.name, id, runs.get(id)), word, `${done} of ${count}`, good, result.verdict.kind];
    }
    case 'lost':
      return [link(wave.name, id, runs.get(id)), waveWord(stage), `? of ${count}`, bake, 'unknown'];
  }
}

function goodText(goodMs: number, bake: string): string {
  return goodMs === 0 ? `of ${bake}` : `${formatDuration(goodMs)} of ${bake}`;
}

/** Of a wave whose cells have gone back. */
function backWord(ends: ReturnEnds, cells: readonly { readonly cell: string }[]): string | undefined {
  const names = cells.map(({ cell }) => cell);
  switch (wayBackOf(names, ends)) {
    case 'none':
      return undefined;
    case 'under-way':
      return '◀ going back';
    case 'whole':
      return '↩ taken back';
    case 'in-part':
      return `✖ ${names.flatMap((cell) => ends.get(cell) ?? []).find((end) => end !== 'returned') ?? 'partly back'}`;
  }
}

function soak({ state }: RolloutView): readonly string[] {
  if (state.soakMs === 0 || state.turn.kind !== 'none') return [];
  const verdict = overallVerdict(state.watches).kind;
  const isOn = state.waves.every(({ stage }) => stage.kind === 'ended');
  const good = isOn
    ? `${formatDuration(state.soakGoodMs)} of ${formatDuration(state.soakMs)} good, alarms ${verdict}`
    : '';
  return [isOn ? `**Soak** ${good}` : `Then a soak of ${formatDuration(state.soakMs)}`, ''];
}

function wayBack({ ref, state, runs }: RolloutView): readonly string[] {
  if (state.turn.kind !== 'return') return [];
  const id = rollbackWorkflowId(ref.rollout);
  return [link('The way back, cell by cell', id, runs.get(id)), ''];
}

const MOST_EXEMPT = 5;

function exemptLines(state: RolloutState): readonly string[] {
  const exempt = exemptedCells(state);
  const lines = exempt
    .slice(0, MOST_EXEMPT)
    .map((left) => `- ⊘ **${left.cell}** ${short(whyOfStage(left) ?? 'exempted', 120)}`);
  const more = exempt.length > MOST_EXEMPT ? [`- and ${exempt.length - MOST_EXEMPT} more exempted`] : [];
  return exempt.length === 0 ? [] : [...lines, ...more, ''];
}

const MOST_LINES = 12;

function story(state: RolloutState): readonly string[] {
  if (state.outcome === undefined) return [];
  const lines = storyOf(state);
  return [...lines.slice(-MOST_LINES).map((line) => `- ${short(line, 200)}`), ''];
}
