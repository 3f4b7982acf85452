import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callModule } from '../support/run-module';

async function breachesIn(files: Readonly<Record<string, string>>): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  try {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    const input = { root, paths: Object.keys(files) };
    return await callModule('tools/forbidden-words.mjs', 'module.findForbiddenWords(input.root, input.paths)', input);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const spell = (...halves: readonly string[]): string => halves.join('');

describe('words that must not be committed', () => {
  it.each([
    ['a home folder', 'README.md', spell('see /ho', 'me/anna/cellwave')],
    ['a temporary folder', 'run.ts', spell("const at = '/t", "mp/state';")],
    ['a promise for later', 'run.ts', spell('// TO', 'DO mend')],
    ['a test that runs alone', 'run.test.ts', spell('it.on', "ly('x', () => {});")],
    ['a test that never runs', 'run.test.ts', spell('describe.sk', "ip('x', () => {});")],
    ['a silenced check', 'run.ts', spell('// eslint-dis', 'able-next-line')],
    ['a registry address in the lock file', 'package-lock.json', '  "resolved": "https://registry.example/x.tgz",'],
  ])('finds %s and its line', async (_what, path, text) => {
    expect(await breachesIn({ [path]: `\n${text}\n` })).toMatchObject([{ path, line: 2 }]);
  });

  it('finds nothing in ordinary text', async () => {
    expect(
      await breachesIn({
        'plan.ts': 'export const homeAz = `${service}/work`;\n',
        'a.test.ts': "it('only once', () => {});\n",
      }),
    ).toEqual([]);
  });
});
