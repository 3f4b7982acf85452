import { formatDuration } from '../../alarms/durations';
import { sampleText } from '../../alarms/samples';
import { whyOfStage, type CellInWave } from '../../waves/rollout/cell-stage';
import type { WaveEndKind } from '../../waves/rollout/next-wave-step';
import { wavePhase } from '../../waves/rollout/wave-report';
import { waveSampleProgress } from '../../waves/rollout/wave-samples';
import { cellsIn, type WaveState } from '../../waves/rollout/wave-state';
import { overallGoodMs, overallVerdict } from '../../waves/rollout/watches';
import { findingText } from '../../waves/rollout/finding-text';
import { causeText, holdText } from '../../waves/rollout/why';
import { cellWorkflowId } from '../contract/ids';
import { link, pageText, short, stamp } from '../contract/markdown';
import type { RunIds } from './run-ids';
import { cellWord, endWord, runningWord } from './state-words';

export type WaveView = {
  readonly service: string;
  readonly release: string;
  readonly state: WaveState;
  readonly at: number;
  readonly runs: RunIds;
  /** Undefined while it runs. */
  readonly end: WaveEndKind | undefined;
  /** The rollout it belongs to. */
  readonly parent: { readonly workflowId: string; readonly runId: string } | undefined;
};

export function wavePage(view: WaveView): string {
  const { state, release, at, parent } = view;
  const { wave } = state.order;
  const cells = [...cellsIn(state)].sort((one, other) => tellingOf(one) - tellingOf(other));
  const up =
    parent === undefined
      ? []
      : [link('The whole rollout, where it is paused, resumed and rolled back', parent.workflowId, parent.runId), ''];
  return pageText({
    head: [`### ${title(view)}: ${release} in ${wave.azId}, ${wave.name}`, progress(state), ...whyLines(state)],
    columns: ['Cell', 'State', 'Why'],
    rows: cells.map((cell) => row(view, cell)),
    noun: 'cells',
    tail: [...up, `As of ${stamp(at)}; press R for now`],
  });
}

function title({ state, end }: WaveView): string {
  return end === undefined ? runningWord(wavePhase(state)) : endWord(end);
}

function progress(state: WaveState): string {
  const cells = cellsIn(state);
  const deployed = cells.filter(({ stage }) => stage.kind === 'deployed').length;
  const good = formatDuration(overallGoodMs(state.watches));
  const bake = state.bakeMs === 0 ? 'no bake of its own' : `${good} of ${formatDuration(state.bakeMs)} good`;
  const samples = waveSampleProgress(state);
  const seen = samples === undefined || state.bake === 'deploying' ? '' : `, **${sampleText(samples)}**`;
  return `**${deployed} of ${cells.length}** cells deployed, **${bake}**${seen}, alarms **${overallVerdict(state.watches).kind}**`;
}

function whyLines({ turn, stance, watches }: WaveState): readonly string[] {
  const say = (text: string): readonly string[] => [`**Why** ${short(text, 400)}`];
  if (turn.kind === 'halt') return say(causeText(turn.cause));
  if (turn.kind === 'abort') return say(`aborted by ${turn.word.by}: ${turn.word.reason}`);
  if (turn.kind === 'turn-back') return say('the rollout told it to turn back');
  if (stance.kind === 'paused') return say(`paused by ${stance.word.by}: ${stance.word.reason}`);
  if (stance.kind === 'held') return say(holdText(stance.why));
  const [finding] = overallVerdict(watches).findings;
  return finding === undefined ? [] : say(findingText(finding));
}

/** What a person looks for first stands first. */
function tellingOf({ stage }: CellInWave): number {
  switch (stage.kind) {
    case 'unknown':
    case 'failed':
    case 'moved':
    case 'left':
      return 0;
    case 'blocked':
    case 'red':
      return 1;
    case 'in-flight':
      return 2;
    case 'settled':
    case 'exempt':
      return 3;
    case 'deployed':
    case 'pending':
      return 4;
  }
}

function row({ service, runs }: WaveView, { cell, stage }: CellInWave): readonly string[] {
  const id = cellWorkflowId(service, cell);
  const run = runs.get(id);
  // A cell that has not begun has no page of this wave: its id may show what an earlier rollout did there.
  const name = run === undefined ? cell : link(cell, id, run);
  return [name, cellWord(stage), short(whyOfStage(stage) ?? '', 120)];
}
