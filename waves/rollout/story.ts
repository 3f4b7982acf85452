import { formatDuration } from '../../alarms/durations';
import { assertNever } from '../../alarms/assert-never';
import { exemptWords, type CellInWave } from './cell-stage';
import { countCells } from './counts';
import { cellsToReturn } from './touched';
import type { RolloutState, WaveRecord } from './rollout-state';
import type { WaveResult } from './wave-report';
import { causeText } from './why';

/** What happened, in plain words, oldest first: the last lines of `watch`, the result in the Web UI, the report. */
export function storyOf(state: RolloutState): readonly string[] {
  const { plan } = state;
  const start = `${plan.release.version} of ${plan.service} in ${plan.region}, ${plan.waves.length} waves`;
  return [start, ...refusalLines(state), ...state.waves.flatMap(waveLines), ...wayBack(state), ...ending(state)];
}

function refusalLines({ admission }: RolloutState): readonly string[] {
  if (admission.kind !== 'refused') return [];
  return admission.refusals.map(({ rule, message, remedy }) => `refused by ${rule}: ${message}; ${remedy}`);
}

function waveLines({ wave, stage }: WaveRecord): readonly string[] {
  switch (stage.kind) {
    case 'pending':
      return [];
    case 'running':
      return [`${wave.name}: running`];
    case 'lost':
      return [`${wave.name}: lost: ${stage.detail}`];
    case 'ended': {
      const { result } = stage;
      const why = result.cause === undefined ? '' : `: ${causeText(result.cause)}`;
      return [`${wave.name}: ${result.end}${why}${bakeText(result)}`, ...strayLines(result)];
    }
    default:
      return assertNever(stage);
  }
}

/** Of a wave that ended before its bake began there is nothing to say. */
function bakeText({ goodMs, wallMs }: WaveResult): string {
  return wallMs === 0 ? '' : ` (${formatDuration(goodMs)} good of ${formatDuration(wallMs)} on the wall)`;
}

const MOST_STRAYS = 20;

/** Cells that a wave left elsewhere than on the release. Of a wave that was taken back, the way back tells. */
function strayLines({ end, cells }: WaveResult): readonly string[] {
  if (end !== 'passed' && end !== 'aborted') return [];
  return someOf(cells.flatMap(strayLine));
}

function someOf(lines: readonly string[]): readonly string[] {
  const more = lines.length > MOST_STRAYS ? [`${lines.length - MOST_STRAYS} more`] : [];
  return [...lines.slice(0, MOST_STRAYS), ...more];
}

function strayLine({ cell, stage }: CellInWave): readonly string[] {
  switch (stage.kind) {
    case 'exempt':
      return [`${cell}: ${exemptWords(stage)}`];
    case 'failed':
    case 'settled':
      return [`${cell}: ${stage.kind}, on its baseline again: ${stage.why}`];
    case 'left':
    case 'moved':
    case 'unknown':
      return [`${cell}: ${stage.kind}: ${stage.why}`];
    default:
      return [];
  }
}

function wayBack(state: RolloutState): readonly string[] {
  if (state.turn.kind !== 'return') return [];
  const ends = state.returned ?? [];
  const others = someOf(
    ends.filter(({ end }) => end !== 'returned').map(({ cell, end, why }) => `${cell}: ${end}, ${why ?? ''}`),
  );
  const back = ends.filter(({ end }) => end === 'returned').length;
  const recovery = recoveryLine(state);
  return [
    `rolled back because ${causeText(state.turn.cause)}`,
    ...(state.returned === undefined
      ? []
      : [`${back} of ${countCells(state).exposed} touched cells are on their baselines again`]),
    ...others,
    ...unreadLines(state),
    ...(recovery === undefined ? [] : [recovery]),
  ];
}

function unreadLines({ recall }: RolloutState): readonly string[] {
  return recall.kind === 'unreadable' ? [`what was touched after the reset cannot be read: ${recall.detail}`] : [];
}

function recoveryLine({ recovery }: RolloutState): string | undefined {
  if (recovery === undefined) return undefined;
  if (recovery.kind === 'recovered') return 'their alarms are quiet again';
  return `still not quiet after the rollback, a person should look: ${recovery.alarms.join(', ')}`;
}

function ending(state: RolloutState): readonly string[] {
  if (state.outcome === undefined) return [];
  const { total, exposed } = countCells(state);
  // A one-box counts: whoever reads this decides whether there is anything to take back.
  const mixed = `${cellsToReturn(state).length} of ${total} cells carry ${state.plan.release.version} in whole or in part; \`cellwave rollback\` takes them back`;
  return [
    ...(state.outcome === 'aborted' ? [mixed] : []),
    `${state.outcome}: ${exposed} of ${total} cells were ever exposed`,
  ];
}
