import { formatDuration } from '../../alarms/durations';
import type { RolloutState } from '../../waves/rollout/rollout-state';

type Summary = { readonly staticSummary: string; readonly staticDetails: string };

/** What the Web UI shows of a wave beside its id, and on its page before it says anything itself. */
export function waveSummary(state: RolloutState, number: number): Summary {
  const wave = state.waves.find((record) => record.wave.number === number)?.wave;
  if (wave === undefined) throw new Error(`there is no wave ${number}`);
  const share = `${(wave.exposureBasisPoints / 100).toFixed(0)} % exposed`;
  const names = wave.cells.slice(0, 20).map(({ name }) => `\`${name}\``);
  const more = wave.cells.length > 20 ? ` and ${wave.cells.length - 20} more` : '';
  return {
    staticSummary: `${wave.name}: ${wave.cells.length} cells in ${wave.azId}, then ${share}, bake ${formatDuration(wave.bakeMs)}`,
    staticDetails: `Cells: ${names.join(', ')}${more}\n\nAt most ${wave.width} in flight at once.`,
  };
}
