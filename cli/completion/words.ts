import type { Argument, Command, Option } from 'commander';

/** What may follow an option or stand as an argument. */
export type Values =
  | { readonly kind: 'none' }
  | { readonly kind: 'anything' }
  | { readonly kind: 'files' }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** Asked of `cellwave completion --values` when the key is pressed. */
  | { readonly kind: 'known'; readonly what: 'region' | 'release' };

export type OptionWord = { readonly flags: readonly string[]; readonly description: string; readonly values: Values };

export type CommandWord = {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWord[];
  readonly argument: Values;
};

export type Words = { readonly commands: readonly CommandWord[]; readonly everywhere: readonly OptionWord[] };

/** The words of a tree of commands, whatever commands it has. */
export function wordsOf(program: Command): Words {
  const help = program.createHelp();
  const commands = help.visibleCommands(program).map((command) => ({
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).map(optionWord),
    argument: argumentValues(command, program),
  }));
  return { commands, everywhere: help.visibleOptions(program).map(optionWord) };
}

function optionWord(option: Option): OptionWord {
  const flags = [option.long, option.short].filter((flag) => flag !== undefined);
  return { flags, description: option.description, values: optionValues(option) };
}

function optionValues(option: Option): Values {
  if (!option.required && !option.optional) return { kind: 'none' };
  if (option.argChoices !== undefined) return { kind: 'choices', choices: option.argChoices };
  if (option.long === '--region') return { kind: 'known', what: 'region' };
  if (option.long === '--release') return { kind: 'known', what: 'release' };
  return isFile(option.flags) ? { kind: 'files' } : { kind: 'anything' };
}

function argumentValues(command: Command, program: Command): Values {
  const [first] = command.registeredArguments;
  if (command.name() === 'help') return { kind: 'choices', choices: program.commands.map((one) => one.name()) };
  return first === undefined ? { kind: 'none' } : valuesOfArgument(first);
}

function valuesOfArgument(argument: Argument): Values {
  if (argument.argChoices !== undefined) return { kind: 'choices', choices: argument.argChoices };
  return isFile(argument.name()) ? { kind: 'files' } : { kind: 'anything' };
}

function isFile(text: string): boolean {
  return /\b(?:file|dir|folder|path)\b/i.test(text);
}
