import { formatDuration } from '../../alarms/durations';
import { shareText } from '../../waves/exposure';
import type { Plan, PlannedWave } from '../../waves/plan';
import { samplesText } from '../../waves/samples-text';
import { pageText, short } from './markdown';

/** The frozen plan as the rollout's page shows it, also when no worker is up: static details, given with the start. */
export function planMarkdown(plan: Plan): string {
  const { release, waves, policy } = plan;
  const rehearsal = policy.purpose.kind === 'rehearsal' ? ['**REHEARSAL**: bakes of seconds, no AWS host', ''] : [];
  return pageText({
    head: [...rehearsal, `**${plan.service} ${release.version}** to **${plan.region}**`],
    columns: ['Wave', 'Cells', 'Exposed', 'Bake'],
    rows: waves.map(waveRow),
    noun: 'waves',
    tail: [...afterWaves(plan), ...leftOut(plan), ...warnings(plan)],
  });
}

function waveRow({ name, cells, exposureBasisPoints, bakeMs }: PlannedWave): readonly string[] {
  return [name, `${cells.length}`, shareText(exposureBasisPoints), bakeMs === 0 ? '-' : formatDuration(bakeMs)];
}

function afterWaves({ release, policy, soakMs, digest, waves }: Plan): readonly string[] {
  const cells = new Set(waves.flatMap((wave) => wave.cells.map(({ name }) => name)));
  const width = Math.max(...waves.map((wave) => wave.width));
  const pace = policy.rollback.pace === 'emergency' ? 'all AZs at once' : 'one AZ after the other';
  const { minimumSamples: samples } = policy.gate;
  const windows = policy.windows.kind === 'always' ? 'at any time' : 'inside release windows only';
  return [
    `- ${cells.size} cells, at most ${width} in flight, then a soak of ${formatDuration(soakMs)}`,
    `- waves start ${windows}; policy ${policy.name}`,
    ...(samples === undefined ? [] : [`- ${samplesText(samples)}`]),
    `- an alarm takes every touched cell back, newest wave first, ${pace}`,
    `- plan \`${shortDigest(digest)}\`, release \`${shortDigest(release.digest)}\``,
    ...(release.notes === undefined ? [] : [`- [release notes](${release.notes})`]),
  ];
}

const MOST_NAMED = 5;

function leftOut({ excluded }: Plan): readonly string[] {
  if (excluded.length === 0) return [];
  const named = excluded.slice(0, MOST_NAMED).map(({ cell, reason }) => `${cell} (${short(reason, 60)})`);
  const more = excluded.length > MOST_NAMED ? ` and ${excluded.length - MOST_NAMED} more` : '';
  return [`- left out: ${named.join(', ')}${more}`];
}

function warnings({ warnings: all }: Plan): readonly string[] {
  const shown = all.slice(0, MOST_NAMED).map(({ message }) => `- **warning**: ${short(message, 160)}`);
  return all.length > MOST_NAMED ? [...shown, `- and ${all.length - MOST_NAMED} more warnings`] : shown;
}

function shortDigest(digest: string): string {
  return digest.replace('sha256:', '').slice(0, 12);
}
