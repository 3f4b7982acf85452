import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { commands } from '../../cli/commands/registry';
import { createProgram } from '../../cli/program';

const REPO = resolve(__dirname, '../..');
const program = createProgram(commands, () => undefined);

const docs = readdirSync(join(REPO, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => join('docs', path));
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs]
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(join(REPO, path), 'utf8') }));

type Typed = { readonly name: string; readonly options: readonly string[]; readonly line: string };

/** Commands in code quotes, and lines of code blocks that are typed as they stand. */
function typedIn(text: string): readonly Typed[] {
  const quoted = [...text.matchAll(/`(?:npx )?cellwave ([a-z][a-z-]*)([^`\n]*)`/g)];
  const blocks = [...text.matchAll(/^\s*```(?:sh|text)\n([\s\S]*?)^\s*```/gm)].map(([, block = '']) => block);
  const lines = blocks
    .join('\n')
    .replaceAll('\\\n', ' ')
    .matchAll(/^\s*(?:\$ )?(?:[A-Z_]+=\S+ +)*(?:npx |npm run )?cellwave (?:-- )?([a-z][a-z-]*)(.*)$/gm);
  return [...quoted, ...lines].map(([line, name = '', rest = '']) => ({
    name,
    line,
    options: [...(rest.split(/ [#|] /)[0] ?? '').matchAll(/(?:^| )(--[a-z][a-z-]*)/g)].map(([, option = '']) => option),
  }));
}

function longOptions(command: Command): readonly string[] {
  return command.options.flatMap(({ long }) => long ?? []);
}

function isWrong({ name, options }: Typed): boolean {
  if (name === 'help') return false;
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) return true;
  const known = ['--help', ...longOptions(program), ...longOptions(command)];
  return options.some((option) => !known.includes(option));
}

test('the pages show commands at all', () => {
  expect(pages.flatMap(({ text }) => typedIn(text)).length).toBeGreaterThan(50);
});

test.each(pages)('$path: every command in it exists, with its options', ({ text }) => {
  expect(
    typedIn(text)
      .filter(isWrong)
      .map(({ line }) => line),
  ).toEqual([]);
});
