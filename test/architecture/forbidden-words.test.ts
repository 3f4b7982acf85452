import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';

const TOOL = resolve(__dirname, '../../tools/forbidden-words.mjs');

type Breach = { readonly path: string; readonly line: number; readonly says: string };

/** The tool is an ES module, which Jest's CommonJS cannot import: it is asked in a process of its own. */
function breachesIn(files: Readonly<Record<string, string>>): readonly Breach[] {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  try {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    const script = `import(${JSON.stringify(`file://${TOOL}`)}).then(({ findForbiddenWords }) =>
      console.log(JSON.stringify(findForbiddenWords(${JSON.stringify(root)}, ${JSON.stringify(Object.keys(files))}))))`;
    return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
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
  ])('finds %s and its line', (_what, path, text) => {
    expect(breachesIn({ [path]: `\n${text}\n` })).toMatchObject([{ path, line: 2 }]);
  });

  it('finds nothing in ordinary text', () => {
    expect(
      breachesIn({
        'plan.ts': 'export const homeAz = `${service}/work`;\n',
        'a.test.ts': "it('only once', () => {});\n",
      }),
    ).toEqual([]);
  });
});
