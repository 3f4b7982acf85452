import { action } from './action';
import type { CommandFile } from './command-file';

export const validate: CommandFile = {
  register: (program, finish) => {
    program
      .command('validate')
      .description('check fleet, policy and release files')
      .argument('[file...]', 'files or folders (default: those that `plan` would find)')
      .addHelpText('after', '\nExample:\n  cellwave validate\n  cellwave validate fleet.yaml releases/')
      .action(
        action(finish, async ({ args, screen }) => {
          const { validateFiles } = await import('../config/validate-files');
          const checked = validateFiles(args, process.cwd());
          if (screen.output === 'json') screen.printJson({ valid: true, documents: checked });
          else
            for (const { file, kind, text } of checked)
              screen.print(`${screen.colours.good('ok')}  ${file}  ${kind}  ${text}`);
        }),
      );
  },
};
