import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes';
import type { Screen } from '../output/screen';

/**
 * What every file of this folder exports. `register` runs for every command line, also for `--help`: it declares the command and imports nothing heavy;
 * the action does, with `await import(...)`.
 */
export type CommandFile = {
  readonly register: (program: Command, finish: (exitCode: ExitCode) => void) => void;
};

/** One run of a command. `Options` are those it declared itself. */
export type Invocation<Options> = {
  readonly args: readonly string[];
  readonly options: Options;
  readonly screen: Screen;
};
