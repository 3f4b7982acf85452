import { formatDuration } from '../../alarms/durations';
import type { StatusDocument } from '../temporal/status-document';
import { counted } from './counted';
import { doneIn, standingOf } from './board-waves';

/** What a reader without a terminal is told: each line once, when it becomes true. */
export function changeLines(before: StatusDocument | undefined, now: StatusDocument): readonly string[] {
  const told = new Set(before === undefined ? [] : factLines(before));
  const time = now.asOf.slice(11, 19);
  return factLines(now)
    .filter((line) => !told.has(line))
    .map((line) => `${time}  ${line}`);
}

/** Everything that is true, one line each; good time does not change a line, or there would be one a second. */
function factLines(status: StatusDocument): readonly string[] {
  const { waves, cells, phase, outcome, why } = status;
  const wavesLines = waves
    .filter((wave) => wave.phase !== 'pending')
    .map((wave) => {
      const bake = wave.phase === 'baking' ? `, ${formatDuration(wave.bakeMs)} of good time needed` : '';
      const verdict = wave.verdict === undefined ? '' : `, alarms ${wave.verdict.kind}`;
      return `${wave.name}: ${standingOf(status, wave)}, ${doneIn(status, wave)} of ${wave.cells.length} cells${bake}${verdict}`;
    });
  const back = cells.filter((cell) => BACK.has(cell.phase)).length;
  const stands = why.map(({ subject, sentence, command }) =>
    [`${subject}: ${sentence}`, ...(command === undefined ? [] : [command])].join('; '),
  );
  return [
    ...wavesLines,
    ...cells.flatMap(({ name, phase: at, why: reason }) =>
      at === 'exempt' ? [`${name}: ${reason ?? 'exempted'}`] : [],
    ),
    ...(back > 0 ? [`${counted(back, 'cell')} back on ${back === 1 ? 'its baseline' : 'their baselines'}`] : []),
    ...(STANDING.has(phase) ? stands : []),
    `rollout: ${outcome ?? phase}`,
  ];
}

const BACK: ReadonlySet<string> = new Set(['returned', 'settled']);
const STANDING: ReadonlySet<string> = new Set(['held', 'paused', 'gated', 'rolling-back', 'aborting', 'unresolved']);
