import { formatDuration } from '../../alarms/durations';
import { shareText } from '../../waves/exposure';
import type { RolloutState } from '../../waves/rollout/rollout-state';
import { pageText, short } from '../contract/markdown';

type Summary = { readonly staticSummary: string; readonly staticDetails: string };

const MAX_SUMMARY = 200;

/** What the Web UI shows of a wave beside its id, and on its page also when no worker is up. */
export function waveSummary(state: RolloutState, number: number): Summary {
  const wave = state.waves.find((record) => record.wave.number === number)?.wave;
  if (wave === undefined) throw new Error(`there is no wave ${number}`);
  const exposed = shareText(wave.exposureBasisPoints);
  const { release } = state.plan;
  const bake = wave.bakeMs === 0 ? 'no bake of its own' : `bake ${formatDuration(wave.bakeMs)}`;
  const cells = `${wave.cells.length} ${wave.cells.length === 1 ? 'cell' : 'cells'}`;
  return {
    staticSummary: short(
      `${release.version} to ${cells} in ${wave.azId}, then ${exposed} exposed, ${bake}`,
      MAX_SUMMARY,
    ),
    staticDetails: pageText({
      head: [
        `**${wave.name}** of ${state.plan.waves.length} waves: ${release.version} to ${cells} in ${wave.azId}`,
        '',
        `At most ${wave.width} in flight; then **${exposed}** of the Region's weight is exposed, ${bake}`,
      ],
      columns: ['Cell', 'Account', 'Deployment groups'],
      rows: wave.cells.map((cell) => [
        cell.name,
        cell.account,
        cell.groups.map(({ deploymentGroup }) => deploymentGroup).join(', '),
      ]),
      noun: 'cells',
      tail: [],
    }),
  };
}
