import { SIGNALS, UPDATES } from '../../workflows/contract/messages';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { ID_HELP, withTemporalOptions } from './temporal-options';
import { withReason, type WordOptions } from './word-command';

export const rollback: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('rollback')
      .description('return every touched cell to its baseline, newest wave first; also after the rollout has ended')
      .argument('[id]', ID_HELP);
    withTemporalOptions(withReason(command))
      .addHelpText(
        'after',
        '\nWaits for no gate, window or approval. On a rollout that has ended, while it is\nthe latest of its service and Region, it starts the way back as a run\nof its own.\n\nExample:\n  cellwave rollback 3f9c2a --reason "customers report errors"',
      )
      .action(action<WordOptions>(finish, takeBack));
  },
};

async function takeBack({ args, options, screen }: Invocation<WordOptions>): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRollout } = await import('../temporal/find-rollout');
  const { settleRollout } = await import('../temporal/settle-rollout');
  const { sayWord } = await import('../temporal/say-word');
  const { whoAmI } = await import('../temporal/who');
  const { withProgress } = await import('../output/progress');
  const { showSaid } = await import('../output/said-text');
  const { reason } = options;
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const said = await withProgress(screen, 'telling the rollout: rollback', async () => {
      const run = await findRollout(temporal, args[0]);
      const message = { reason, by: whoAmI() };
      const spoken = { name: 'rollback', update: UPDATES.rollBack, signal: SIGNALS.rollBack, message };
      if (run.isOpen) return sayWord(temporal, run, spoken);
      await settleRollout(temporal, { kind: 'return', run, reason });
      const next = `its way back has started: every cell it touched returns to its baseline, newest wave first; \`cellwave watch ${run.id}\` shows it`;
      return { id: run.id, kind: 'accepted' as const, next };
    });
    showSaid('rollback', said, screen);
  });
}
