import { join } from 'node:path';
import { stateFolder } from '../../runtime/state-folder';
import { loadScenario, type Scenario } from '../../sandbox';
import { CliError } from '../errors';
import { EXIT, type ExitCode } from '../exit-codes';
import { asCliError } from '../host/as-cli-error';
import { noteConnection } from '../host/connection-notes';
import { fileLogger } from '../host/file-logger';
import { writeRehearsalFiles } from '../host/rehearsal-files';
import { startHost, type Host } from '../host/start-host';
import { hearStopSignals, type StopSignals } from '../host/stop-signals';
import { withProgress, type Progress } from '../output/progress';
import type { Screen } from '../output/screen';
import { announce, inviteToLookAround } from './announce';
import { rollRelease, type Played } from './roll-release';
import { openRunFolder } from './run-folder';

export type DemoOrder = {
  /** Name of a shipped scenario, or the path of one. */
  readonly scenario: string;
  readonly screen: Screen;
  /** Stay up for a look around when all is done. */
  readonly stays: boolean;
};

/** A rehearsal from nothing: server, worker and simulated fleet come up, the script is rolled, what really happened is judged. */
export async function runDemo({ scenario: name, screen, stays }: DemoOrder): Promise<ExitCode> {
  const scenario = await loaded(name);
  const common = stateFolder(process.env);
  const folder = await openRunFolder(common, new Date());
  writeRehearsalFiles(folder, scenario);
  const signals = hearStopSignals();
  const host = await withProgress(screen, 'starting Temporal, a worker and the simulated fleet', (progress) =>
    hostFor(folder, scenario, progress),
  ).catch(asCliError);
  signals.ready();
  const noted = await noteConnection(host, common, folder);
  announce(stageOf(screen), { host, folder, scenario, isFoundByOthers: noted.isFoundByOthers });
  try {
    return await play({ screen, host, folder, scenario, stays, signals });
  } finally {
    await noted.takeBack();
    await withProgress(screen, 'ending the worker and Temporal', () => host.stop());
    signals.release();
  }
}

async function loaded(name: string): Promise<Scenario> {
  try {
    return loadScenario(name);
  } catch (error) {
    return asCliError(error);
  }
}

async function hostFor(folder: string, scenario: Scenario, { say }: Progress): Promise<Host> {
  return startHost({
    folder,
    ports: { kind: 'any' },
    sandbox: { scenario, ledgerFile: join(folder, 'ledger.jsonl') },
    logger: await fileLogger(join(folder, 'worker.log')),
    level: 'warn',
    report: say,
  });
}

type Play = {
  readonly screen: Screen;
  readonly host: Host;
  readonly folder: string;
  readonly scenario: Scenario;
  readonly stays: boolean;
  readonly signals: StopSignals;
};

async function play(order: Play): Promise<ExitCode> {
  const { host, signals, stays, screen } = order;
  const broken = host.broken.then((why): never => {
    throw new CliError({ kind: 'unreachable', message: why });
  });
  const interrupted = signals.asked.then((): ExitCode => EXIT.interrupted);
  const tooLate = stays ? [] : [afterDeadline(order.scenario)];
  const rolling = rollAll(order);
  const done = await Promise.race([rolling, interrupted, broken, ...tooLate]);
  // Its last question must have its answer before the connection is closed: the client's own retries would throw into it.
  if (done === EXIT.interrupted) await Promise.race([rolling.catch(() => undefined), soon()]);
  if (!stays || done === EXIT.interrupted) return done;
  inviteToLookAround(screen, host);
  await Promise.race([signals.asked, broken]);
  return done;
}

/** The script, rollout after rollout. A person who takes part (`cellwave abort` in another terminal) changes its end, which is then told. */
async function rollAll({ screen, host, folder, scenario, stays }: Play): Promise<ExitCode> {
  const { sandbox, temporal, connected } = host;
  if (sandbox === undefined) throw new Error('a demo has a sandbox');
  const { client, connection } = connected;
  const { address, namespace, uiUrl } = temporal;
  const seen = { client, connection, address, namespace, uiUrl };
  const run = { screen: stageOf(screen), sandbox, folder, temporal: seen, isAttended: stays };
  const played: Played[] = [];
  for (const script of scenario.rollouts) {
    const one = await rollRelease(run, script);
    if (one === undefined) return EXIT.interrupted;
    played.push(one);
  }
  const asScripted = played.every((one) => one.asScripted);
  if (screen.output === 'json') screen.printJson({ scenario: scenario.name, asScripted, rollouts: played });
  return asScripted ? EXIT.done : EXIT.internal;
}

/** Where one JSON document is wanted, what happens meanwhile is no part of it. */
export function stageOf(screen: Screen): Screen {
  return screen.output === 'json' ? { ...screen, output: 'text', isTerminal: false, print: screen.note } : screen;
}

/** A question to Temporal has its answer or its deadline by then. */
const FAREWELL_MS = 4_000;

function soon(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), FAREWELL_MS).unref());
}

/** Far longer than any rollout of a rehearsal takes: where nobody watches, something that stands still must end. */
const LONGEST_ROLLOUT_MS = 300_000;

function afterDeadline({ rollouts }: Scenario): Promise<never> {
  const ms = Math.max(1, rollouts.length) * LONGEST_ROLLOUT_MS;
  return new Promise((_, reject) => {
    const late = new CliError({ kind: 'internal', message: `the script was not over after ${ms / 60_000} minutes` });
    setTimeout(() => reject(late), ms).unref();
  });
}
