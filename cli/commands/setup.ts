import { Option } from 'commander';
import type { ExitCode } from '../exit-codes';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { withTemporalOptions, type TemporalOptions } from './temporal-options';

type SetupOptions = TemporalOptions & { readonly retentionDays: string; readonly reconcileEvery?: string };

export const setup: CommandFile = {
  register: (program, finish) => {
    withTemporalOptions(program.command('setup'))
      .description(
        'make a Temporal namespace ready: the namespace itself, search attributes, retention, the reconciler',
      )
      .addOption(
        new Option('--retention-days <days>', 'how long closed rollouts stay readable, at least').default('30'),
      )
      .option(
        '--reconcile-every <duration>',
        'how often unresolved rollouts are looked for; 1m, or what it was set to before',
      )
      .addHelpText(
        'after',
        '\nSafe to run again. What the server leaves to another tool (Temporal Cloud) is\nprinted as the command to type; then it exits 3.\n\nExample:\n  TEMPORAL_ADDRESS=temporal.internal:7233 cellwave setup --namespace rollouts',
      )
      .action(action<SetupOptions>(finish, perform));
  },
};

async function perform({ options, screen }: Invocation<SetupOptions>): Promise<ExitCode> {
  const { runSetup } = await import('../host/run-setup');
  return runSetup(options, screen);
}
