import { formatDuration } from '../../alarms/durations';
import { cellsThatRan } from '../../sandbox/ledger-queries';
import type { Screen } from '../output/screen';
import { wrap } from '../output/wrap';
import type { Evidence } from './evidence';
import type { Finding } from './judge';
import { reactionOf } from './reaction';

/** After cellwave's own account of a rollout, the sandbox's: how many were exposed, how fast it was taken back, and whether it was as scripted. */
export function tell(screen: Screen, evidence: Evidence, findings: readonly Finding[]): void {
  const { good, bad } = screen.colours;
  const misses = findings.filter(({ isMet }) => !isMet);
  const verdict = misses.length === 0 ? good('as scripted') : bad('not as scripted');
  const lines = [
    `by the sandbox's own record: ${verdict} (${findings.length - misses.length} of ${findings.length} checks)`,
    ...misses.map(({ demand, seen }) => `${bad('not met')}: ${demand}: ${seen}`),
    ...[...exposure(evidence), ...reaction(evidence)],
  ];
  screen.print(`${lines.map((line) => `  ${wrap(line, screen.columns - 2, '    ')}`).join('\n')}\n`);
}

/** On which an instance ever ran the release. */
export function exposedCells({ entries, releaseKey }: Evidence): readonly string[] {
  return cellsThatRan(entries, releaseKey);
}

function exposure(evidence: Evidence): readonly string[] {
  const { plan } = evidence;
  const all = new Set(plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)));
  return [`${exposedCells(evidence).length} of ${all.size} cells ever ran ${plan.release.version}`];
}

function reaction(evidence: Evidence): readonly string[] {
  const found = reactionOf(evidence);
  if (found === undefined) return [];
  return [`${found.cause}; the first rollback call came ${formatDuration(found.firstCallAt - found.causedAt)} later`];
}
