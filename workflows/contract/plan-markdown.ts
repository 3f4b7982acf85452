import { formatDuration } from '../../alarms/durations';
import type { Plan, PlannedWave } from '../../waves/plan';
import { encodedLength, MAX_ENCODED, plain, table } from './markdown';

/** The frozen plan as the rollout's page shows it, also when no worker is up: static details, given with the start. */
export function planMarkdown(plan: Plan): string {
  const { release, waves, policy } = plan;
  const rehearsal = policy.purpose.kind === 'rehearsal' ? ['**REHEARSAL**: bakes of seconds, no AWS host', ''] : [];
  const head = [...rehearsal, `**${plan.service} ${release.version}** to **${plan.region}**`, ''];
  const tail = ['', ...afterWaves(plan), ...leftOut(plan), ...warnings(plan)];
  return fitWaves(waves, (rows, more) => [...head, ...waveTable(rows), ...more, ...tail].join('\n'));
}

/** The first waves say most; of what a page cannot hold the number is said. */
function fitWaves(
  waves: readonly PlannedWave[],
  page: (rows: readonly PlannedWave[], more: readonly string[]) => string,
): string {
  for (let shown = waves.length; shown > 0; shown -= 1) {
    const hidden = waves.length - shown;
    const text = page(waves.slice(0, shown), hidden === 0 ? [] : [`and ${hidden} more waves`]);
    if (encodedLength(text) <= MAX_ENCODED) return text;
  }
  return page([], [`${waves.length} waves`]);
}

function waveTable(waves: readonly PlannedWave[]): readonly string[] {
  return table(
    ['Wave', 'Cells', 'AZ', 'Exposed', 'Bake'],
    waves.map((wave) => [
      wave.name,
      `${wave.cells.length}`,
      wave.azId,
      `${(wave.exposureBasisPoints / 100).toFixed(0)} %`,
      wave.bakeMs === 0 ? '-' : formatDuration(wave.bakeMs),
    ]),
  );
}

function afterWaves({ release, policy, soakMs, digest, aggregateAlarms, waves }: Plan): readonly string[] {
  const cells = new Set(waves.flatMap((wave) => wave.cells.map(({ name }) => name)));
  const pace = policy.rollback.pace === 'emergency' ? 'all AZs at once' : 'one AZ after the other';
  const windows = policy.windows.kind === 'always' ? 'waves start at any time' : 'waves start inside release windows';
  return [
    `${cells.size} cells, at most ${Math.max(...waves.map(({ width }) => width))} in flight; then a soak of ${formatDuration(soakMs)}`,
    '',
    `An alarm takes every touched cell back: newest wave first, ${pace}`,
    '',
    `Policy ${policy.name}: ${windows}; ${aggregateAlarms.length} alarms of the Region itself`,
    '',
    `Plan \`${shortDigest(digest)}\`, release \`${shortDigest(release.digest)}\``,
    ...(release.notes === undefined ? [] : ['', `[Release notes](${release.notes})`]),
  ];
}

const MOST_NAMED = 5;

function leftOut({ excluded }: Plan): readonly string[] {
  if (excluded.length === 0) return [];
  const named = excluded.slice(0, MOST_NAMED).map(({ cell, reason }) => `${cell} (${plain(reason).slice(0, 60)})`);
  const more = excluded.length > MOST_NAMED ? ` and ${excluded.length - MOST_NAMED} more` : '';
  return ['', `Left out: ${named.join(', ')}${more}`];
}

function warnings({ warnings: all }: Plan): readonly string[] {
  const shown = all.slice(0, MOST_NAMED).map(({ message }) => `- warning: ${plain(message).slice(0, 160)}`);
  const more = all.length > MOST_NAMED ? [`- and ${all.length - MOST_NAMED} more warnings`] : [];
  return all.length === 0 ? [] : ['', ...shown, ...more];
}

function shortDigest(digest: string): string {
  return digest.replace('sha256:', '').slice(0, 12);
}
