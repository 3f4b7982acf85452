import { basename } from 'node:path';
import type { Command } from 'commander';
import { CliError } from '../errors';
import { bashScript } from './bash';
import { fishScript } from './fish';
import { wordsOf } from './words';
import { zshScript } from './zsh';

/** The script of the shell that was named, else of the one that runs us. */
export function completionScript(named: string | undefined, program: Command): string {
  const shell = named ?? basename(process.env['SHELL'] ?? '');
  const words = wordsOf(program);
  switch (shell) {
    case 'bash':
      return bashScript(words);
    case 'zsh':
      return zshScript(words);
    case 'fish':
      return fishScript(words);
    default:
      throw new CliError({
        kind: 'usage',
        message: 'which shell?',
        remedy: 'name it: cellwave completion bash, zsh or fish',
      });
  }
}
