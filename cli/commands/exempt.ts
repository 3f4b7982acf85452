import { UPDATES } from '../../workflows/contract/messages';
import type { CommandFile } from './command-file';
import { addWordCommand, type WordOptions } from './word-command';

type ExemptOptions = WordOptions & { readonly cell: string };

export const exempt: CommandFile = {
  register: (program, finish) =>
    addWordCommand<ExemptOptions>(finish, {
      command: program
        .command('exempt')
        .description('leave a cell out of this rollout that has not been touched')
        .requiredOption('--cell <cell>', 'the cell'),
      example: 'cellwave exempt 3f9c2a --cell usw2-az2-c3 --reason "being rebuilt, OPS-77"',
      speak: ({ reason, cell }, by) => ({
        name: 'exempt',
        update: UPDATES.exemptCell,
        signal: undefined,
        message: { reason, by, cell },
      }),
    }),
};
