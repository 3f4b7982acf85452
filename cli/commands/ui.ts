import { action } from './action';
import type { CommandFile, Invocation } from './command-file';
import { ID_HELP, withTemporalOptions, type TemporalOptions } from './temporal-options';

type UiOptions = TemporalOptions & { readonly open?: boolean };

export const ui: CommandFile = {
  register: (program, finish) => {
    const command = program
      .command('ui')
      .description("print the Web UI's addresses: the rollout, its cells, what needs attention")
      .argument('[id]', ID_HELP)
      .option('--open', "also open the rollout's page in a browser");
    withTemporalOptions(command)
      .addHelpText('after', '\nExample:\n  cellwave ui 3f9c2a --open')
      .action(action<UiOptions>(finish, showPages));
  },
};

async function showPages({ args, options, screen }: Invocation<UiOptions>): Promise<void> {
  const { withTemporal } = await import('../temporal/with-temporal');
  const { findRollout } = await import('../temporal/find-rollout');
  const { requirePages } = await import('../temporal/web-ui-urls');
  await withTemporal({ screen, flags: options }, async (temporal) => {
    const run = await findRollout(temporal, args[0]);
    const pages = requirePages(temporal, run);
    if (screen.output === 'json') screen.printJson({ id: run.id, ...pages });
    else {
      const { pagesText } = await import('../output/pages-text');
      screen.print(pagesText(pages, screen));
    }
    if (options.open !== true) return;
    const { openInBrowser } = await import('../output/open-in-browser');
    if (!(await openInBrowser(pages.rollout))) screen.note('no browser could be opened here: follow the address above');
  });
}
