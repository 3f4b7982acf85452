import { join } from 'node:path';
import { EmbeddedTemporalFailure, type PortChoice } from '../../runtime/embedded-temporal';
import { createLogger, type LogLevel } from '../../runtime/logging';
import { readConnectionNote, stateFolder } from '../../runtime/state-folder';
import type { Scenario } from '../../sandbox';
import { CliError } from '../errors';
import type { ExitCode } from '../exit-codes';
import { withProgress } from '../output/progress';
import type { Screen } from '../output/screen';
import { asCliError } from './as-cli-error';
import { endingCommand, formerRollouts, formerText, type FormerRollouts } from './former-rollouts';
import { noteConnection } from './connection-notes';
import { writeRehearsalFiles } from './rehearsal-files';
import { portOption, scenarioOf } from './run-sandbox';
import { startHost, type Host, type HostOptions } from './start-host';
import { exitCodeOf, hearStopSignals, type StopSignals } from './stop-signals';

export type DevWords = {
  readonly scenario: string;
  readonly aws?: boolean;
  readonly port: string;
  readonly uiPort: string;
  readonly sandboxPort: string;
};

/** Everything a rollout needs on one machine, until it is told to stop. What was rolling goes on at the next start; a simulated fleet does not. */
export async function runDev(words: DevWords, screen: Screen): Promise<ExitCode> {
  const folder = stateFolder(process.env);
  const scenario = words.aws === true ? undefined : await scenarioOf(words.scenario);
  const sandbox =
    scenario === undefined ? undefined : { scenario, port: portOption('--sandbox-port', words.sandboxPort) };
  const signals = hearStopSignals();
  const level = levelOf(screen);
  const logger = await createLogger({ level });
  const options = { folder, ports: portsOf(words), sandbox, logger, level };
  const host = await startTold(screen, options).catch((error: unknown) => sayWhoIsUp(error, folder));
  signals.ready();
  const noted = await noteConnection(host, folder, folder);
  try {
    announce(screen, host, scenario === undefined ? undefined : await filesFor(host, folder, scenario));
    return await untilAsked(host, signals);
  } finally {
    await noted.takeBack();
    await withProgress(screen, 'ending the worker and Temporal', () => host.stop());
    signals.release();
  }
}

function portsOf({ port, uiPort }: DevWords): PortChoice {
  const ports = { frontend: portOption('--port', port), ui: portOption('--ui-port', uiPort) };
  return ports.frontend === 0 || ports.ui === 0 ? { kind: 'any' } : { kind: 'preferably', ports };
}

/** The worker shares the terminal with a person: what goes well is not worth a line. */
function levelOf({ logLevel }: Screen): LogLevel {
  return logLevel === 'info' ? 'warn' : logLevel;
}

function startTold(screen: Screen, options: Omit<HostOptions, 'report'>): Promise<Host> {
  return withProgress(screen, 'starting Temporal and a worker', ({ note }) => startHost({ ...options, report: note }));
}

async function untilAsked(host: Host, signals: StopSignals): Promise<ExitCode> {
  const broken = host.broken.then((why): never => {
    throw new CliError({ kind: 'unreachable', message: why, remedy: 'start `cellwave dev` again' });
  });
  return exitCodeOf(await Promise.race([signals.asked, broken]));
}

type Rehearsal = { readonly folder: string; readonly scenario: Scenario; readonly former: FormerRollouts };

/** A folder of their own: whoever runs dev somewhere has files of their own there. */
async function filesFor({ connected }: Host, folder: string, scenario: Scenario): Promise<Rehearsal> {
  const rehearsal = join(folder, 'rehearsal', scenario.name);
  writeRehearsalFiles(rehearsal, scenario);
  return { folder: rehearsal, scenario, former: await formerRollouts(connected) };
}

function announce(screen: Screen, host: Host, rehearsal: Rehearsal | undefined): void {
  const { address, namespace, uiUrl } = host.temporal;
  const fleet = host.sandbox?.url;
  if (screen.output === 'json') {
    const stillOpen = (rehearsal?.former.open ?? []).map((run) => ({ id: run.id, command: endingCommand(run) }));
    screen.printJson({
      address,
      namespace,
      uiUrl,
      sandbox: fleet ?? null,
      files: rehearsal?.folder ?? null,
      stillOpen,
    });
    return;
  }
  const { link } = screen.colours;
  screen.print(`  Temporal  ${address}, namespace ${namespace}\n  Web UI    ${link(uiUrl)}`);
  if (rehearsal === undefined) screen.print("  AWS       the real one, with this shell's credentials");
  else screen.print(rehearsalLines(fleet ?? '', rehearsal).join('\n'));
  const former = rehearsal === undefined ? undefined : formerText(rehearsal.former, screen);
  if (former !== undefined) screen.print(`\n${former}`);
  screen.print('\nAny other cellwave command on this machine finds it by itself. Ctrl-C ends it.');
}

function rehearsalLines(url: string, { folder, scenario }: Rehearsal): readonly string[] {
  const [first] = scenario.rollouts;
  const region = scenario.fleet.regions[0]?.region ?? '';
  return [
    `  fleet     ${url} (simulated: ${scenario.name})`,
    '',
    'Roll something:',
    `  cd ${folder}`,
    `  cellwave start --release ${first?.release ?? scenario.baseline} --region ${region} --watch`,
  ];
}

async function sayWhoIsUp(error: unknown, folder: string): Promise<never> {
  const isBusy = error instanceof EmbeddedTemporalFailure && error.kind === 'folder-busy';
  const note = isBusy ? await readConnectionNote(folder, () => undefined) : undefined;
  if (note === undefined) return asCliError(error);
  throw new CliError({
    kind: 'usage',
    message: `another \`cellwave dev\` is up (process ${note.pid}): Temporal at ${note.address}, Web UI at ${note.uiUrl}`,
    remedy: 'use that one, end it, or set CELLWAVE_STATE_DIR to another folder',
    cause: error,
  });
}
