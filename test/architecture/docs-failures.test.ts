import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { failuresPage } from '../../tools/docs/failures-page';
import { FAILURES } from '../../waves/failures';
import { houseFiles } from './house-files';

const THROWN = /(?:permanently|GuardError)\(\s*'(\w+)'|nonRetryable\([^;]*?'([A-Z]\w+)'|'(\w+)' satisfies FailureType/g;

test('the page says what the catalogue says; `npm run docs` writes it', () => {
  expect(readFileSync(resolve(__dirname, '../../docs/failures.md'), 'utf8')).toBe(failuresPage());
});

test('every type of failure that is thrown is in the catalogue', () => {
  const thrown = houseFiles()
    .filter(({ path }) => /^(activities|workflows|runtime)\//.test(path))
    .flatMap(({ text }) => [...text.matchAll(THROWN)])
    .map(([, ...names]) => names.join(''));
  expect(thrown.length).toBeGreaterThan(8);
  expect(thrown.filter((name) => !(name in FAILURES))).toEqual([]);
});

test('every type in the catalogue is one that the code knows', () => {
  const texts = houseFiles()
    .filter(({ path }) => path !== 'waves/failures.ts')
    .map(({ text }) => text)
    .join('\n');
  expect(Object.keys(FAILURES).filter((type) => !texts.includes(`'${type}'`))).toEqual([]);
});
