import type { CommandWord, OptionWord, Values, Words } from './words';

/** For a file `_cellwave` in a folder of `$fpath`. */
export function zshScript({ commands, everywhere }: Words): string {
  const described = commands.map(({ name, description }) => quoted(`${name}:${description.replaceAll(':', '\\:')}`));
  return `#compdef cellwave
_cellwave() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
    ${described.join('\n    ')}
  )
  _arguments -C ${everywhere.map(optionSpec).join(' ')} '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $words[1] in
${commands.map((command) => commandCase(command, everywhere)).join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = _cellwave ]; then _cellwave "$@"; else compdef _cellwave cellwave; fi`;
}

function commandCase({ name, options, argument }: CommandWord, everywhere: readonly OptionWord[]): string {
  const argumentSpec = argument.kind === 'none' ? [] : [quoted(`*:argument:${valueAction(argument)}`)];
  return `        ${name}) _arguments ${[...[...options, ...everywhere].map(optionSpec), ...argumentSpec].join(' ')} ;;`;
}

function optionSpec({ flags, description, values }: OptionWord): string {
  const value = values.kind === 'none' ? '' : `:value:${valueAction(values)}`;
  const told = description.replaceAll(/[[\]:]/g, (character) => `\\${character}`);
  return flags.map((flag) => quoted(`${flag}[${told}]${value}`)).join(' ');
}

function valueAction(values: Values): string {
  switch (values.kind) {
    case 'none':
    case 'anything':
      return ' ';
    case 'files':
      return '_files';
    case 'choices':
      return `(${values.choices.join(' ')})`;
    case 'known':
      return `($(cellwave completion --values ${values.what} 2>/dev/null))`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
