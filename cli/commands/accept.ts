import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { ENDED_ID_HELP, withTemporalOptions } from './temporal-options';
import { withReason, type WordOptions } from './word-command';

export const accept: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('accept')
      .description('settle a rollout that ended unsettled (terminated) as it stands; nothing is touched')
      .argument('<id>', ENDED_ID_HELP);
    withTemporalOptions(withReason(command))
      .addHelpText('after', '\nExample:\n  cellwave accept 3f9c2a --reason "all cells checked by hand, OPS-88"')
      .action(action<WordOptions>(finish, settle));
  },
};

async function settle({ args, options, screen }: Invocation<WordOptions>): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRollout } = await import('../temporal/find-rollout');
  const { settleRollout } = await import('../temporal/settle-rollout');
  const { stillOpenError } = await import('../temporal/still-open');
  const { withProgress } = await import('../output/progress');
  const { showSaid } = await import('../output/said-text');
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const run = await findRollout(temporal, args[0]);
    if (run.isOpen) throw stillOpenError(run);
    await withProgress(screen, 'settling the rollout', async () =>
      settleRollout(temporal, { kind: 'accept', run, reason: options.reason }),
    );
    const next = 'accepted as it stands; `cellwave start` is free again';
    showSaid('accept', { id: run.id, kind: 'accepted', next }, screen);
  });
}
