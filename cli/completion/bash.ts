import type { CommandWord, OptionWord, Values, Words } from './words';

/** For `source <(cellwave completion bash)`. */
export function bashScript(words: Words): string {
  const options = allOptions(words);
  const withValue = options.filter(({ values }) => values.kind !== 'none').flatMap(({ flags }) => flags);
  return `# bash completion of cellwave
_cellwave() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${withValue.join('|')}) ((i++)) ;;
      -*) ;;
      *) command="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  case "$prev" in
${options.map(valueCase).join('')}  esac
  if [[ "$cur" == -* ]]; then
    case "$command" in
${words.commands.map((command) => optionCase(command, words)).join('')}      *) words="${flagsOf(words.everywhere)}" ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  case "$command" in
    "") COMPREPLY=($(compgen -W "${words.commands.map(({ name }) => name).join(' ')}" -- "$cur")) ;;
${words.commands.map(argumentCase).join('')}  esac
}
complete -o filenames -F _cellwave cellwave`;
}

/** Each flag once: the same word means the same in every command. */
function allOptions({ commands, everywhere }: Words): readonly OptionWord[] {
  const known = new Map<string, OptionWord>();
  for (const option of [...everywhere, ...commands.flatMap((command) => command.options)])
    if (!known.has(option.flags.join())) known.set(option.flags.join(), option);
  return [...known.values()];
}

function valueCase({ flags, values }: OptionWord): string {
  return values.kind === 'none' ? '' : `    ${flags.join('|')}) ${reply(values)}; return ;;\n`;
}

function optionCase({ name, options }: CommandWord, { everywhere }: Words): string {
  return `      ${name}) words="${flagsOf([...options, ...everywhere])}" ;;\n`;
}

function argumentCase({ name, argument }: CommandWord): string {
  return argument.kind === 'none' || argument.kind === 'anything' ? '' : `    ${name}) ${reply(argument)} ;;\n`;
}

function reply(values: Values): string {
  switch (values.kind) {
    case 'none':
    case 'anything':
      return 'COMPREPLY=()';
    case 'files':
      return 'COMPREPLY=($(compgen -f -- "$cur"))';
    case 'choices':
      return `COMPREPLY=($(compgen -W "${values.choices.join(' ')}" -- "$cur"))`;
    case 'known':
      return `COMPREPLY=($(compgen -W "$("\${COMP_WORDS[0]}" completion --values ${values.what} 2>/dev/null)" -- "$cur"))`;
  }
}

function flagsOf(options: readonly OptionWord[]): string {
  return [...new Set(options.flatMap(({ flags }) => flags))].join(' ');
}
