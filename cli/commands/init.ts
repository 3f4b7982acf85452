import { action } from './action';
import type { CommandFile } from './command-file';

export const init: CommandFile = {
  register: (program, finish) => {
    program
      .command('init')
      .description('write a commented fleet, policy and release to start from')
      .argument('[dir]', 'folder to write them to, in .cellwave/', '.')
      .addHelpText(
        'after',
        '\nOverwrites nothing.\n\nExample:\n  cellwave init\n  cellwave plan --release v1.1.0 --region us-west-2',
      )
      .action(
        action(finish, async ({ args, screen }) => {
          const { writeExamples, NEXT } = await import('../config/write-examples');
          const written = writeExamples(args[0] ?? '.', process.cwd());
          if (screen.output === 'json') screen.printJson({ written });
          else
            screen.print([...written.map((file) => `${screen.colours.good('wrote')} ${file}`), '', ...NEXT].join('\n'));
        }),
      );
  },
};
