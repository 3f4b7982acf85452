import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { ID_HELP, withTemporalOptions, type TemporalOptions } from './temporal-options';

export const status: CommandFile = {
  register: (program, finish) => {
    const command = program.command('status').description('show where a rollout stands now').argument('[id]', ID_HELP);
    withTemporalOptions(command)
      .addHelpText(
        'after',
        "\nWith no worker up it answers from what Temporal has on record, and says so.\n\nExample:\n  cellwave status 3f9c2a\n  cellwave status --output json | jq '.waves[] | {name, phase}'",
      )
      .action(action<TemporalOptions>(finish, showStatus));
  },
};

async function showStatus({ args, options, screen }: Invocation<TemporalOptions>): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRollout } = await import('../temporal/find-rollout');
  const { readStatus } = await import('../temporal/read-status');
  const { withProgress } = await import('../output/progress');
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const found = await withProgress(screen, 'asking the rollout', async () =>
      readStatus(temporal, await findRollout(temporal, args[0])),
    );
    if (screen.output === 'json') {
      const { statusJson } = await import('../temporal/status-document');
      screen.printJson(statusJson(found));
      return;
    }
    const { boardText } = await import('../output/board');
    const { storyText } = await import('../output/ending');
    const told = found.closedAt === null ? '' : `\n\n${storyText(found, screen)}`;
    screen.print(`${boardText(found, screen)}${told}`);
  });
}
