import type { Begun } from '../temporal/begin-rollout';
import type { Screen } from './screen';
import { warningLines } from './warning-lines';

/** What `start --output json` prints. Only ever added to. */
export function startedDocument({ plan, started, warnings, pages }: Begun): Readonly<Record<string, unknown>> {
  return {
    ...started,
    service: plan.service,
    region: plan.region,
    release: plan.release.version,
    plan: plan.digest,
    url: pages?.rollout ?? null,
    warnings,
  };
}

export function startedText({ plan, started, warnings, pages }: Begun, screen: Screen): string {
  const { colours } = screen;
  const cells = new Set(plan.waves.flatMap((wave) => wave.cells.map(({ name }) => name))).size;
  return [
    ...warningLines(warnings, screen),
    `${colours.good('started')} ${colours.strong(started.id)}: ${cells} cells in ${plan.waves.length} waves`,
    ...(pages === undefined ? [] : [`  Web UI  ${colours.link(pages.rollout)}`]),
    `  watch   cellwave watch ${started.id}`,
  ].join('\n');
}
