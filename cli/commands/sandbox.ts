import { Option } from 'commander';
import type { ExitCode } from '../exit-codes';
import type { SandboxWords } from '../host/run-sandbox';
import { action } from './action';
import type { CommandFile, Invocation } from './command-file';

export const sandbox: CommandFile = {
  register: (program, finish) => {
    program
      .command('sandbox')
      .description('run a simulated AWS fleet: STS, CloudWatch and CodeDeploy behind their real protocols')
      .addOption(new Option('--scenario <name|file>', 'a shipped scenario or a scenario file').default('good'))
      .addOption(new Option('--port <number>', 'port to answer on; 0 takes a free one').default('4566'))
      .addOption(
        new Option('--host <address>', 'address to answer on; nothing is checked of who calls').default('127.0.0.1'),
      )
      .option('--ledger <file>', 'also write the record of what really happened there, one JSON line each')
      .option('--write <folder>', 'write the fleet, policy and release files that match to FOLDER/.cellwave/')
      .addHelpText(
        'after',
        '\nExample:\n  cellwave sandbox --scenario load-fault --write rehearsal\n  cellwave sandbox --port 4566 --ledger what-happened.jsonl',
      )
      .action(action<SandboxWords>(finish, perform));
  },
};

async function perform({ options, screen }: Invocation<SandboxWords>): Promise<ExitCode> {
  const { runSandbox } = await import('../host/run-sandbox');
  return runSandbox(options, screen);
}
