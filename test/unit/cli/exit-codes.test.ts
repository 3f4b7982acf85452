import { readFileSync } from 'node:fs';
import { EXIT, EXIT_MEANINGS } from '../../../cli/exit-codes';

test('docs/exit-codes.md says what the code says', () => {
  const page = readFileSync('docs/exit-codes.md', 'utf8');
  const documented = [...page.matchAll(/^\| *(\d+) *\| *(.+?) *\|$/gm)].map(([, code, means]) => [Number(code), means]);
  const names = Object.keys(EXIT).filter((name): name is keyof typeof EXIT => name in EXIT_MEANINGS);
  expect(documented).toEqual(names.map((name) => [EXIT[name], EXIT_MEANINGS[name]]));
});
