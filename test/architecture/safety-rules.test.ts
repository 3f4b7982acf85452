import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SAFETY_RULES } from '../../tools/docs/safety-rules';
import { proofs, safetyRulesPage } from '../../tools/docs/safety-rules-page';

const REPO = resolve(__dirname, '../..');
const page = readFileSync(join(REPO, 'docs/safety-rules.md'), 'utf8');

test('every rule from S1 to S30 is on the page, once', () => {
  const ids = [...page.matchAll(/^## (S\d+)$/gm)].map(([, id]) => id);
  expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => `S${index + 1}`));
});

test('the page names the tests there are, and no others; `npm run docs` writes it', () => {
  expect(page).toBe(safetyRulesPage());
});

test('every test that a rule is proved by stands in a file, and is titled by that rule', () => {
  let id = '';
  for (const line of page.split('\n')) {
    id = /^## (S\d+)$/.exec(line)?.[1] ?? id;
    const file = /^- `(test\/.*)`$/.exec(line)?.[1];
    if (file === undefined) continue;
    expect(existsSync(join(REPO, file))).toBe(true);
    expect(readFileSync(join(REPO, file), 'utf8')).toMatch(new RegExp(`\\b${id}\\b`));
  }
});

test.each([
  [
    'behind the table of a test.each',
    'test/unit/activities/admit-rollout.test.ts',
    'refuses a release that %s anywhere',
  ],
  ['the name of a story', 'test/integration/rollout/terminate.test.ts', 'terminated while rolling back'],
  ['of a describe', 'test/property/alarms/s9-unknown-is-never-healthy.test.ts', 'of a look that suffers %s'],
])('a title counts wherever it stands: %s', (_, file, title) => {
  expect(proofs()).toContainEqual(expect.objectContaining({ file, title }));
});

test('a rule without a test says that something of it is not there yet', () => {
  const proved = new Set(proofs().flatMap(({ rules }) => rules));
  for (const { id, notYet } of SAFETY_RULES) if (!proved.has(id)) expect(`${id} ${notYet ?? ''}`).toMatch(/^S\d+ ./);
});
