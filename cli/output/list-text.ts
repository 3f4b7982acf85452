import { formatDuration } from '../../alarms/durations';
import type { RolloutRun } from '../temporal/rollout-run';
import { lookOf } from './phase-look';
import type { Screen } from './screen';
import { tableText } from './table';

const COLUMNS = [
  { title: 'rollout' },
  { title: 'state' },
  { title: 'wave' },
  { title: 'cells', align: 'right' },
  { title: 'started', align: 'right' },
] as const;

export function listText(
  runs: readonly RolloutRun[],
  { now, left }: { readonly now: number; readonly left: number },
  { colours, isTerminal }: Screen,
): string {
  if (runs.length === 0) return 'no rollouts';
  const rows = runs.map((run) => {
    const state = run.outcome ?? run.phase;
    const mark = run.needsAttention ? ' !' : '';
    const age = formatDuration(now - Date.parse(run.startedAt));
    const { total, done } = run.cells;
    const painted = lookOf(state, colours).paint(`${state}${mark}`);
    return [run.id, painted, run.wave ?? '', total === 0 ? '' : `${done} of ${total}`, `${age} ago`];
  });
  const attention = runs.some((run) => run.needsAttention)
    ? [`${colours.warning('!')} needs a person: \`cellwave why ID\``]
    : [];
  const more = left > 0 ? [`${left} more: --limit shows them`] : [];
  return [tableText({ columns: COLUMNS, rows }, isTerminal), ...attention, ...more].join('\n');
}
