import { readFileSync } from 'node:fs';
import { EXIT, EXIT_MEANINGS } from '../../../cli/exit-codes';
import { commandPages } from '../../support/cli-page';

const page = readFileSync('docs/cli.md', 'utf8');

/** Prettier pads tables to their width; a reader does not see it. */
const unpadded = (text: string): string =>
  text.replaceAll(/ +\|/g, ' |').replaceAll(/\| +/g, '| ').replaceAll(/-{3,}/g, '---');

describe('docs/cli.md', () => {
  test.each(commandPages())('$name: description, arguments and options are those of the code', ({ text }) => {
    expect(unpadded(page)).toContain(unpadded(text));
  });

  test('describes no command that is gone', () => {
    const described = [...page.matchAll(/^### `cellwave ([\w-]+)`$/gm)].map(([, name]) => name);
    expect(described).toEqual(commandPages().map(({ name }) => name));
  });

  test('exit codes are those of the code', () => {
    const rows = Object.entries(EXIT).map(
      ([kind, code]) => `| ${code} | ${Object.entries(EXIT_MEANINGS).find(([one]) => one === kind)?.[1]} |`,
    );
    for (const row of rows) expect(unpadded(page)).toContain(row);
  });
});
