import type { FileOptions } from '../config/project';
import type { ExitCode } from '../exit-codes';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withFileOptions } from './file-options';
import { withTemporalOptions, type TemporalOptions } from './temporal-options';

type StartOptions = FileOptions &
  TemporalOptions & {
    readonly region: string;
    readonly watch?: boolean;
    readonly clearQuarantine?: string;
    readonly trustBaseline?: readonly string[];
    readonly reason?: string;
  };

export const start: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('start')
      .description('look at every cell, freeze the plan, start the rollout')
      .requiredOption('--release <release>', 'version of a release in the files found, or a release file')
      .requiredOption('--region <region>', 'Region of the fleet')
      .option('--watch', 'then watch it to its end, like `cellwave watch`')
      .option('--reason <text>', 'why: goes on record')
      .option('--clear-quarantine <reason>', 'roll a release that was rolled back before')
      .option(
        '--trust-baseline <cell...>',
        'use the baseline of these cells though it cannot be trusted; needs --reason',
      );
    withTemporalOptions(withFileOptions(command))
      .addHelpText(
        'after',
        '\nReturns as soon as the rollout has admitted itself. Exits 3 when it is refused;\nno rollout is then created.\n\nExample:\n  cellwave start --release v1.1.0 --region us-west-2 --watch',
      )
      .action(action<StartOptions>(finish, startAndShow));
  },
};

async function startAndShow({ options, screen }: Invocation<StartOptions>): Promise<ExitCode | void> {
  const { makePlan } = await import('../config/make-plan');
  const { beginRollout } = await import('../temporal/begin-rollout');
  const { withTemporal } = await import('../temporal/with-temporal');
  const plan = makePlan(options, process.cwd(), Date.now());
  return withTemporal({ screen, flags: options }, async (temporal) => {
    const begun = await beginRollout(temporal, screen, { plan, ...options });
    const { startedDocument, startedText } = await import('../output/started-text');
    if (options.watch !== true) {
      if (screen.output === 'json') screen.printJson(startedDocument(begun));
      else screen.print(startedText(begun, screen));
      return undefined;
    }
    if (screen.output === 'text') screen.print(startedText(begun, screen));
    const { watchRollout } = await import('../temporal/watch-rollout');
    return watchRollout(temporal, screen, { run: begun.started, exitOnHold: !screen.isTerminal, once: false });
  });
}
