import { SIGNALS, UPDATES } from '../../workflows/contract/messages';
import type { CommandFile } from './command-file';
import { addWordCommand } from './word-command';

export const abort: CommandFile = {
  register: (program, finish) =>
    addWordCommand(finish, {
      command: program
        .command('abort')
        .description('start nothing more and leave what is deployed; `rollback` takes it back'),
      example: 'cellwave abort 3f9c2a --reason "superseded by v1.4.1"',
      speak: ({ reason }, by) => ({
        name: 'abort',
        update: UPDATES.abort,
        signal: SIGNALS.abort,
        message: { reason, by },
      }),
    }),
};
