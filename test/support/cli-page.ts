import type { Argument, Command, Option } from 'commander';
import { createProgram } from '../../cli/program';
import { commands } from '../../cli/commands/registry';

/** What docs/cli.md has to say of every command, made from the commands themselves. */
export type CommandPage = { readonly name: string; readonly text: string };

export function commandPages(): readonly CommandPage[] {
  const program = createProgram(commands, () => undefined);
  return program.commands
    .filter((command) => command.name() !== 'help')
    .map((command) => ({ name: command.name(), text: pageOf(command) }));
}

function pageOf(command: Command): string {
  const rows = [
    ...command.registeredArguments.map((argument) => row(argumentText(argument), argument.description)),
    ...command.options.map((option) => row(option.flags, optionText(option))),
  ];
  const table = rows.length === 0 ? [] : ['', '| argument or option | |', '| --- | --- |', ...rows];
  return [`### \`cellwave ${command.name()}\``, '', `${command.description()}.`, ...table].join('\n');
}

function row(what: string, says: string): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return `| \`${cell(what)}\` | ${cell(says)} |`;
}

function argumentText(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function optionText({ description, mandatory, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? '' : ` One of ${argChoices.join(', ')}.`;
  const preset = typeof defaultValue === 'string' ? ` Default ${defaultValue}.` : '';
  return `${description}.${mandatory ? ' Required.' : ''}${choices}${preset}`;
}
