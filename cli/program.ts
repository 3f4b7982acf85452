import { Command, CommanderError, Option } from 'commander';
import { commands } from './commands/registry';
import type { CommandFile } from './commands/command-file';
import { CliError } from './errors';
import { EXIT, type ExitCode } from './exit-codes';
import { printError } from './output/print-error';
import { createScreen, type ScreenOptions } from './output/screen';
import { readVersion } from './package-root';

/** Runs one command line and returns its exit code. Never rejects, never ends the process. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const outcome: { exitCode: ExitCode } = { exitCode: EXIT.done };
  const program = createProgram(commands, (exitCode) => (outcome.exitCode = exitCode));
  try {
    await program.parseAsync(args, { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    return printError(asUsageError(error, args), createScreen(givenScreenOptions(args)));
  }
}

/** The whole tree of commands, also what shell completion and the docs are made from. */
export function createProgram(files: readonly CommandFile[], finish: (exitCode: ExitCode) => void): Command {
  const program = new Command('cellwave')
    .description('Rolls a release through a cellular AWS fleet in waves, watches every wave, and takes a bad one back.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .addOption(
      new Option('--output <format>', 'how to answer').choices(['text', 'json']).default('text').helpGroup(EVERYWHERE),
    )
    .addOption(
      new Option('--log-level <level>', 'how much to say on stderr')
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('info')
        .helpGroup(EVERYWHERE),
    )
    .addOption(new Option('--no-color', 'plain text').helpGroup(EVERYWHERE))
    .addHelpText('after', '\nStart here:\n  cellwave init\n  cellwave demo')
    .configureHelp({ showGlobalOptions: true })
    // The error is printed by `run`, in the format that was asked for.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  for (const file of files) file.register(program, finish);
  return program;
}

const EVERYWHERE = 'With every command:';

/** Commander's own complaints name the flag and suggest the nearest word; they only need our exit code. */
function asUsageError(error: unknown, args: readonly string[]): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.code === 'commander.help') {
    const asked = args[0] === 'help' ? args[1] : undefined;
    const message = asked === undefined ? 'no command given' : `there is no command "${asked}"`;
    return new CliError({ kind: 'usage', message, remedy: 'choose one of the commands above' });
  }
  return new CliError({ kind: 'usage', message: error.message.replace(/^error: /, ''), remedy: helpFor(args) });
}

function helpFor(args: readonly string[]): string {
  const names = createProgram(commands, () => undefined).commands.map((command) => command.name());
  const name = args.find((arg) => names.includes(arg));
  return name === undefined ? '`cellwave --help` lists the commands' : `\`cellwave ${name} --help\` shows its options`;
}

/** Read by hand: when the command line is wrong, commander has not parsed it. */
function givenScreenOptions(args: readonly string[]): ScreenOptions {
  const json = args.some((arg, at) => arg === '--output=json' || (arg === '--output' && args[at + 1] === 'json'));
  const debug = args.some(
    (arg, at) => arg === '--log-level=debug' || (arg === '--log-level' && args[at + 1] === 'debug'),
  );
  return {
    output: json ? 'json' : 'text',
    jsonLines: args.includes('watch') || args.includes('--watch'),
    logLevel: debug ? 'debug' : 'info',
    color: !args.includes('--no-color'),
  };
}
