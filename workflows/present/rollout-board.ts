import type { RolloutRef } from '../../activities/activities';
import { formatDuration } from '../../alarms/durations';
import { countCells } from '../../waves/rollout/counts';
import { phaseOf } from '../../waves/rollout/phase';
import type { RolloutState, WaveRecord } from '../../waves/rollout/rollout-state';
import { rollbackWorkflowId, waveWorkflowId } from '../contract/ids';
import { link, table } from '../contract/markdown';

/** Five columns: the panel of the Web UI is about 540 px wide. */
export function rolloutBoard(ref: RolloutRef, state: RolloutState, at: number): string {
  const { done, total, failed } = countCells(state);
  const rehearsal = ref.rehearsal ? 'REHEARSAL. ' : '';
  const back =
    state.turn.kind === 'return' ? ['', link('The way back, cell by cell', rollbackWorkflowId(ref.rollout))] : [];
  return [
    `${rehearsal}**${ref.releaseVersion}** in **${ref.region}**: **${state.outcome ?? phaseOf(state, at)}**`,
    `${done} of ${total} cells done${failed > 0 ? `, ${failed} failed` : ''}, as of ${new Date(at).toISOString()}`,
    '',
    ...table(
      ['Wave', 'Cells', 'State', 'Good of bake', 'Alarms'],
      state.waves.map((record) => row(ref, record)),
    ),
    ...back,
  ].join('\n');
}

function row(ref: RolloutRef, record: WaveRecord): readonly string[] {
  const { wave, stage } = record;
  const name = stage.kind === 'pending' ? wave.name : link(wave.name, waveWorkflowId(ref.rollout, wave.name));
  const bake = formatDuration(wave.bakeMs);
  switch (stage.kind) {
    case 'pending':
      return [name, `${wave.cells.length}`, 'waits', bake, ''];
    case 'running': {
      const { report } = stage;
      const done = report?.done ?? 0;
      const phase = report?.phase ?? 'deploying';
      return [name, `${done} of ${wave.cells.length}`, phase, `of ${bake}`, report?.verdict.kind ?? ''];
    }
    case 'ended': {
      const { result } = stage;
      const done = result.cells.filter((cell) => cell.stage.kind === 'deployed').length;
      const good = `${formatDuration(result.goodMs)} of ${formatDuration(result.bakeMs)}`;
      return [name, `${done} of ${wave.cells.length}`, result.end, good, result.verdict.kind];
    }
    case 'lost':
      return [name, `${wave.cells.length}`, `lost: ${stage.detail}`, bake, 'unknown'];
  }
}
