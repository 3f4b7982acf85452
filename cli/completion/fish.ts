import type { CommandWord, OptionWord, Values, Words } from './words';

/** For ~/.config/fish/completions/cellwave.fish. */
export function fishScript({ commands, everywhere }: Words): string {
  return [
    '# fish completion of cellwave',
    'complete -c cellwave -f',
    ...commands.map(
      ({ name, description }) => `complete -c cellwave -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ),
    ...everywhere.map((option) => `complete -c cellwave ${optionText(option)}`),
    ...commands.flatMap(commandLines),
  ].join('\n');
}

function commandLines({ name, options, argument }: CommandWord): readonly string[] {
  const within = `complete -c cellwave -n '__fish_seen_subcommand_from ${name}'`;
  const lines = options.map((option) => `${within} ${optionText(option)}`);
  return argument.kind === 'none' || argument.kind === 'anything'
    ? lines
    : [...lines, `${within} ${valueText(argument)}`];
}

function optionText({ flags, description, values }: OptionWord): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = values.kind === 'none' ? '' : ` -r ${valueText(values)}`;
  return `${names.join(' ')}${value} -d ${quoted(description)}`;
}

function valueText(values: Values): string {
  switch (values.kind) {
    case 'none':
    case 'anything':
      return '-f';
    case 'files':
      return '-F';
    case 'choices':
      return `-f -a ${quoted(values.choices.join(' '))}`;
    case 'known':
      return `-f -a ${quoted(`(cellwave completion --values ${values.what} 2>/dev/null)`)}`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
