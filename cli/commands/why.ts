import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { ID_HELP, withTemporalOptions, type TemporalOptions } from './temporal-options';

export const why: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('why')
      .description('say what a rollout, or one of its cells, waits for, and the command that unblocks it')
      .argument('[id]', ID_HELP)
      .argument('[cell]', 'a cell of the rollout');
    withTemporalOptions(command)
      .addHelpText('after', '\nExample:\n  cellwave why\n  cellwave why 3f9c2a usw2-az2-c3')
      .action(action<TemporalOptions>(finish, explain));
  },
};

async function explain({ args, options, screen }: Invocation<TemporalOptions>): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRolloutAndCell } = await import('../temporal/find-rollout');
  const { readStatus } = await import('../temporal/read-status');
  const { reasonsOf, reasonText } = await import('../output/why-text');
  const { withProgress } = await import('../output/progress');
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const { status, cell } = await withProgress(screen, 'asking the rollout', async () => {
      const meant = await findRolloutAndCell(temporal, args);
      return { status: await readStatus(temporal, meant.run), cell: meant.cell };
    });
    const reasons = reasonsOf(status, cell);
    if (screen.output === 'json') {
      const { whyJson } = await import('../temporal/status-document');
      const { phase, outcome, source } = status;
      screen.printJson({ id: status.id, phase, outcome: outcome ?? null, source, why: reasons.map(whyJson) });
      return;
    }
    screen.print(reasonText(status, reasons, screen));
  });
}
