import type { ExitCode } from '../exit-codes';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';

type DemoOptions = { readonly exit?: boolean; readonly list?: boolean };

/** A good version, then one that breaks under load. */
const DEFAULT_SCENARIO = 'load-fault';

export const demo: CommandFile = {
  register: (program, finish) => {
    program
      .command('demo')
      .description('roll a scripted release through a simulated fleet, with a real Temporal, on this machine')
      .argument('[scenario]', 'a shipped scenario or a scenario file', DEFAULT_SCENARIO)
      .option('--list', 'show the shipped scenarios')
      .option('--exit', 'end when done, also on a terminal')
      .addHelpText(
        'after',
        '\nExits 0 if everything went as scripted, by the record of the simulated fleet,\nelse 1. On a terminal it stays up until Ctrl-C.\n\nExample:\n  cellwave demo\n  cellwave demo slow-leak --exit',
      )
      .action(action<DemoOptions>(finish, perform));
  },
};

async function perform({ args, options, screen }: Invocation<DemoOptions>): Promise<ExitCode | void> {
  if (options.list === true) {
    const { showScenarios } = await import('../demo/show-scenarios');
    showScenarios(screen);
    return;
  }
  const { runDemo } = await import('../demo/demo');
  const stays = screen.isTerminal && options.exit !== true;
  return runDemo({ scenario: args[0] ?? DEFAULT_SCENARIO, screen, stays });
}
