import { Option } from 'commander';
import type { ExitCode } from '../exit-codes';
import type { DevWords } from '../host/run-dev';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';

export const dev: CommandFile = {
  register: (program, finish) => {
    program
      .command('dev')
      .description('run Temporal with its Web UI, a worker and a simulated fleet here; other commands find them')
      .addOption(new Option('--scenario <name|file>', 'what the fleet plays').default('good'))
      .option('--aws', "no simulated fleet: the worker uses this shell's AWS credentials, for real")
      .addOption(new Option('--port <number>', "Temporal's port, if it is free; 0: any").default('7233'))
      .addOption(new Option('--ui-port <number>', "the Web UI's port, if it is free; 0: any").default('8233'))
      .addOption(new Option('--sandbox-port <number>', "the fleet's port; 0: any free one").default('0'))
      .addHelpText(
        'after',
        '\nRollouts survive an end of dev: they lie in a file in the state folder\n(CELLWAVE_STATE_DIR). The simulated fleet begins anew each time; rollouts that\nare still open then are named, with the command that ends them. Ctrl-C ends it.\n\nExample:\n  cellwave dev --scenario load-fault\n  cellwave dev --aws',
      )
      .action(action<DevWords>(finish, perform));
  },
};

async function perform({ options, screen }: Invocation<DevWords>): Promise<ExitCode> {
  const { runDev } = await import('../host/run-dev');
  return runDev(options, screen);
}
