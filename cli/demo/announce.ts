import type { Scenario } from '../../sandbox';
import type { Host } from '../host/start-host';
import type { Screen } from '../output/screen';

export type Announced = {
  readonly host: Host;
  readonly folder: string;
  readonly scenario: Scenario;
  readonly isFoundByOthers: boolean;
};

/** Before the curtain: what will be played, and where to look meanwhile. */
export function announce(screen: Screen, { host, folder, scenario, isFoundByOthers }: Announced): void {
  const { colours } = screen;
  const others = isFoundByOthers
    ? `cd ${folder}, then any cellwave command: status, watch, why ...`
    : `cd ${folder}, export CELLWAVE_STATE_DIR=${folder}, then any cellwave command (another cellwave is up on this machine)`;
  screen.print(
    [
      `${colours.strong(scenario.name)}: ${scenario.description}`,
      '',
      `  Web UI     ${colours.link(host.temporal.uiUrl)}`,
      `  fleet      ${host.sandbox?.url ?? ''} (simulated AWS; ${scenario.speed} of its seconds pass in one of ours)`,
      `  meanwhile  ${others}`,
      '',
    ].join('\n'),
  );
}

export function inviteToLookAround(screen: Screen, { temporal }: Host): void {
  const { colours } = screen;
  screen.print(`\nStill up for a look around: ${colours.link(temporal.uiUrl)}. Ctrl-C ends it.`);
}
