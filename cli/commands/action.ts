import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes';
import { createScreen, type ScreenOptions } from '../output/screen';
import type { Invocation } from './command-file';

/**
 * Makes a commander action of a function: hands it the screen of the global options, and its exit code on (none means done).
 * `Options` must name what the command declares; commander has checked it by then.
 */
export function action<Options extends object>(
  finish: (exitCode: ExitCode) => void,
  perform: (invocation: Invocation<Options>) => Promise<ExitCode | void>,
): (this: Command) => Promise<void> {
  return async function (this: Command) {
    const screen = createScreen({ ...this.optsWithGlobals<ScreenOptions>(), jsonLines: isWatching(this) });
    const exitCode = await perform({ args: this.args, options: this.opts<Options>(), screen });
    finish(exitCode ?? EXIT.done);
  };
}

/** `watch`, and `start --watch`. */
function isWatching(command: Command): boolean {
  return command.name() === 'watch' || command.opts<{ readonly watch?: boolean }>().watch === true;
}
