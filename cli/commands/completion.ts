import { Argument, Option } from 'commander';
import { action } from './action';
import type { CommandFile } from './command-file';

type CompletionOptions = { readonly values?: string };

export const completion: CommandFile = {
  register: (program, finish) => {
    program
      .command('completion')
      .description('print the completion script of a shell')
      .addArgument(new Argument('[shell]', 'shell').choices(['bash', 'zsh', 'fish']))
      .addOption(
        new Option('--values <what>', 'print the values an option can have here')
          .choices(['region', 'release'])
          .hideHelp(),
      )
      .addHelpText(
        'after',
        '\nExample:\n  source <(cellwave completion bash)\n  cellwave completion zsh > ~/.zfunc/_cellwave\n  cellwave completion fish > ~/.config/fish/completions/cellwave.fish',
      )
      .action(
        action<CompletionOptions>(finish, async ({ args, options, screen }) => {
          if (options.values !== undefined) {
            const { knownValues } = await import('../config/known-values');
            screen.print(knownValues(options.values, process.cwd()).join('\n'));
            return;
          }
          const { completionScript } = await import('../completion/completion-script');
          screen.print(completionScript(args[0], program));
        }),
      );
  },
};
