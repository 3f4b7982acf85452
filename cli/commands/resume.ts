import { UPDATES } from '../../workflows/contract/messages';
import type { CommandFile } from './command-file';
import { addWordCommand } from './word-command';

/** A resume that nobody hears now must not be applied hours later. */
const VALID_FOR_MS = 60_000;

export const resume: CommandFile = {
  register: (program, finish) =>
    addWordCommand(finish, {
      command: program.command('resume').description('go on after a pause or a hold'),
      example: 'cellwave resume 3f9c2a --reason "INC-1234 is closed"',
      speak: ({ reason }, by) => ({
        name: 'resume',
        update: UPDATES.resume,
        signal: undefined,
        message: { reason, by, expiresAt: Date.now() + VALID_FOR_MS },
      }),
    }),
};
