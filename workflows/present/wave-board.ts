import { formatDuration } from '../../alarms/durations';
import { cellsIn, type WaveState } from '../../waves/rollout/wave-state';
import { wavePhase } from '../../waves/rollout/wave-report';
import { overallGoodMs, overallVerdict } from '../../waves/rollout/watches';
import { cellWorkflowId } from '../contract/ids';
import { link, table } from '../contract/markdown';

/** Rows a page can show: the Web UI sends it as a query parameter, and proxies cap a request line at 8 KB. */
const MOST_ROWS = 25;

export function waveBoard(service: string, state: WaveState, at: number): string {
  const { wave } = state.order;
  const cells = cellsIn(state);
  const rows = cells
    .slice(0, MOST_ROWS)
    .map(({ cell, stage }) => [link(cell, cellWorkflowId(service, cell)), stage.kind, 'why' in stage ? stage.why : '']);
  const more = cells.length > MOST_ROWS ? [`${cells.length - MOST_ROWS} more cells`] : [];
  return [
    `**${wave.name}**: ${wavePhase(state)}, ${formatDuration(overallGoodMs(state.watches))} of ${formatDuration(state.bakeMs)} good`,
    `Alarms: **${overallVerdict(state.watches).kind}**, as of ${new Date(at).toISOString()}`,
    '',
    ...table(['Cell', 'Stage', 'Why'], rows),
    ...more,
  ].join('\n');
}
