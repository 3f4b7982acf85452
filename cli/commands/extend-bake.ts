import { UPDATES } from '../../workflows/contract/messages';
import { durationOption } from '../config/duration-option';
import type { CommandFile } from './command-file';
import { addWordCommand, type WordOptions } from './word-command';

type ExtendOptions = WordOptions & { readonly by: string; readonly wave?: string };

export const extendBake: CommandFile = {
  register: (program, finish) =>
    addWordCommand<ExtendOptions>(finish, {
      command: program
        .command('extend-bake')
        .description('bake longer: the running wave, or another that is still to bake')
        .requiredOption('--by <duration>', 'how much longer')
        .option('--wave <wave>', "a wave's name, or soak (default: the running wave, else the next)"),
      example: 'cellwave extend-bake 3f9c2a --by 30m --reason "batch job at 14:00"',
      speak: ({ reason, by, wave }, who) => ({
        name: 'extend-bake',
        update: UPDATES.extendBake,
        signal: undefined,
        message: {
          reason,
          by: who,
          minutes: durationOption('--by', by) / 60_000,
          ...(wave === undefined ? {} : { wave }),
        },
      }),
    }),
};
