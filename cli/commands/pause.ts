import { UPDATES } from '../../workflows/contract/messages';
import type { CommandFile } from './command-file';
import { addWordCommand } from './word-command';

export const pause: CommandFile = {
  register: (program, finish) =>
    addWordCommand(finish, {
      command: program.command('pause').description('start nothing new, watch on; `resume` goes on'),
      example: 'cellwave pause 3f9c2a --reason "INC-1234 is open"',
      speak: ({ reason }, by) => ({ name: 'pause', update: UPDATES.pause, signal: undefined, message: { reason, by } }),
    }),
};
