import { resolve } from 'node:path';
import { loadScenario, startSandbox } from '../../sandbox';
import { CliError } from '../errors';
import type { ExitCode } from '../exit-codes';
import type { Screen } from '../output/screen';
import { asCliError } from './as-cli-error';
import { writeRehearsalFiles } from './rehearsal-files';
import { sandboxVariables } from './sandbox-environment';
import { exitCodeOf, hearStopSignals } from './stop-signals';

export type SandboxWords = {
  readonly scenario: string;
  readonly port: string;
  readonly host: string;
  readonly ledger?: string;
  readonly write?: string;
};

/** The simulated fleet alone, until it is told to stop. */
export async function runSandbox(words: SandboxWords, screen: Screen): Promise<ExitCode> {
  const scenario = await scenarioOf(words.scenario);
  const files = words.write === undefined ? [] : writeRehearsalFiles(resolve(words.write), scenario);
  const signals = hearStopSignals();
  const port = portOption('--port', words.port);
  const { host, ledger: ledgerFile } = words;
  const sandbox = await startSandbox({ scenario, port, host, ledgerFile }).catch(asCliError);
  signals.ready();
  const variables = sandboxVariables(sandbox.url, sandbox.describeFleet().region);
  if (screen.output === 'json') screen.printJson({ url: sandbox.url, scenario: scenario.name, variables, files });
  else {
    for (const [name, value] of Object.entries(variables)) screen.print(`export ${name}=${value}`);
    for (const file of files) screen.note(`wrote ${file}`);
    screen.note(`${scenario.name}: ${scenario.description}`);
    screen.note(`The fleet is up at ${sandbox.url}; set the variables above where the worker runs. Ctrl-C ends it.`);
  }
  const signal = await signals.asked;
  await sandbox.stop();
  signals.release();
  return exitCodeOf(signal);
}

export async function scenarioOf(pathOrName: string): Promise<ReturnType<typeof loadScenario>> {
  return Promise.resolve(pathOrName).then(loadScenario).catch(asCliError);
}

export function portOption(flag: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError({
    kind: 'usage',
    message: `${flag} is no port: "${text}"`,
    remedy: 'write a number from 0 to 65535',
  });
}
