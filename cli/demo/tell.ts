import { cellsThatRan } from '../../sandbox/ledger-queries';
import { formatDuration } from '../../alarms/durations';
import type { Screen } from '../output/screen';
import type { Evidence } from './evidence';
import type { Finding } from './judge';
import { reactionOf } from './reaction';

export type Told = {
  readonly rollout: string;
  readonly outcome: string;
  /** What cellwave itself says, oldest first. */
  readonly story: readonly string[];
  readonly url: string | undefined;
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
};

/** The last lines about one rollout: what happened and why, how fast, how many were exposed, where to look, and whether it was so. */
export function tell(screen: Screen, told: Told): void {
  const { colours } = screen;
  const { evidence, findings } = told;
  const isGood = findings.every(({ isMet }) => isMet);
  const lines = [
    '',
    colours.strong(`${told.rollout}: ${told.outcome}`),
    ...told.story.slice(1).map((line) => `  ${line}`),
    ...[...exposure(evidence), ...reaction(evidence)].map((line) => `  ${line}`),
    ...(told.url === undefined ? [] : [`  Web UI: ${colours.link(told.url)}`]),
    isGood
      ? `  ${colours.good('as scripted')}, by the sandbox's own record (${findings.length} checks)`
      : `  ${colours.bad('not as scripted')}, by the sandbox's own record:`,
    ...(isGood ? [] : findings.flatMap((finding) => (finding.isMet ? [] : [`    ${finding.demand}: ${finding.seen}`]))),
  ];
  screen.print(lines.join('\n'));
}

function exposure({ entries, releaseKey, plan }: Evidence): readonly string[] {
  const all = new Set(plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)));
  return [`${cellsThatRan(entries, releaseKey).length} of ${all.size} cells ever ran ${plan.release.version}`];
}

function reaction(evidence: Evidence): readonly string[] {
  const found = reactionOf(evidence);
  if (found === undefined) return [];
  return [`${found.cause}; the first rollback call came ${formatDuration(found.firstCallAt - found.causedAt)} later`];
}
