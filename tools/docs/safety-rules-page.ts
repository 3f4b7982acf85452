import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SAFETY_RULES, type SafetyRule } from './safety-rules';

const TESTS = resolve(__dirname, '../../test');

/** A test that proves a rule, by its title: `S4: a cell starts only ...`, or `S2, S3: ...`. */
export type Proof = { readonly rules: readonly string[]; readonly file: string; readonly title: string };

/** Wherever it stands: behind `test(`, behind the table of a `test.each`, or as the name of a story that is told with others. */
const TITLED = /(['"`])(S\d+(?:, S\d+)*): ((?:(?!\1|\n).)*)\1/g;

export function proofs(): readonly Proof[] {
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts'));
  return files.sort().flatMap((path) =>
    [...readFileSync(join(TESTS, path), 'utf8').matchAll(TITLED)].map(([, , ids = '', title = '']) => ({
      rules: ids.split(', '),
      file: `test/${path}`,
      title,
    })),
  );
}

/** The text of docs/safety-rules.md. */
export function safetyRulesPage(): string {
  const all = proofs();
  return [HEAD, ...SAFETY_RULES.map((rule) => section(rule, all))].join('\n\n') + '\n';
}

function section({ id, says, keptBy, notYet }: SafetyRule, all: readonly Proof[]): string {
  const mine = all.filter(({ rules }) => rules.includes(id));
  const files = [...new Set(mine.map(({ file }) => file))];
  return [
    `## ${id}`,
    `**${says}**`,
    keptBy,
    ...(notYet === undefined ? [] : [`Not yet: ${notYet}`]),
    mine.length === 0
      ? 'Proved by no test yet.'
      : ['Proved by', '', ...files.flatMap((file) => proofLines(file, mine))].join('\n'),
  ].join('\n\n');
}

function proofLines(file: string, all: readonly Proof[]): readonly string[] {
  const titles = all.filter((proof) => proof.file === file).map(({ title }) => `  - ${plain(title)}`);
  return [`- \`${file}\``, ...titles];
}

/** Titles may hold what Markdown would take for its own. */
function plain(title: string): string {
  return title
    .replaceAll(/\\(['"`])/g, '$1')
    .replaceAll(/[*_<>]/g, '\\$&')
    .replaceAll('`', "'");
}

const HEAD = `# Safety rules

What cellwave never does, and what it always does, whatever fails. Each rule has an id that tests and comments cite. A test that is titled by a rule proves it;
rules about every rollout are proved over thousands of simulated ones (\`test/support/simulated-rollout/\`), judged by the record of the simulated world.

This page is written by \`npm run docs\` from \`tools/docs/safety-rules.ts\` and the titles of the tests.`;
