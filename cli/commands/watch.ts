import type { ExitCode } from '../exit-codes';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { ID_HELP, withTemporalOptions, type TemporalOptions } from './temporal-options';

type WatchOptions = TemporalOptions & { readonly once?: boolean; readonly exitOnHold?: boolean };

export const watch: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('watch')
      .description('show a rollout live until it ends; its outcome is the exit code')
      .argument('[id]', ID_HELP)
      .option('--once', 'show it once')
      .option('--exit-on-hold', 'leave with exit code 5 when it needs a person (always so without a terminal)');
    withTemporalOptions(command)
      .addHelpText(
        'after',
        '\nExits 0 completed, 4 rolled back, 5 held, 6 aborted, 3 refused.\nLeaving it changes nothing for the rollout.\n\nExample:\n  cellwave watch 3f9c2a\n  cellwave watch --output json',
      )
      .action(action<WatchOptions>(finish, watchIt));
  },
};

async function watchIt({ args, options, screen }: Invocation<WatchOptions>): Promise<ExitCode> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRollout } = await import('../temporal/find-rollout');
  const { withProgress } = await import('../output/progress');
  const { watchRollout } = await import('../temporal/watch-rollout');
  return withTemporal({ screen, flags: options }, async (temporal) => {
    const run = await withProgress(screen, 'looking for the rollout', () => findRollout(temporal, args[0]));
    const exitOnHold = options.exitOnHold === true || !screen.isTerminal;
    return watchRollout(temporal, screen, { run, exitOnHold, once: options.once === true });
  });
}
