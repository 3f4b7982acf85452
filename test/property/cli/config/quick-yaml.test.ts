import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parseYaml } from '../../../../cli/config/parse-yaml';
import { readQuickly } from '../../../../cli/config/quick-yaml/quick-yaml';
import { aWrittenFleet } from '../../../support/a-written-fleet';

const examples = resolve(__dirname, '../../../../examples');
const DOCUMENTS = [
  aWrittenFleet(2),
  readFileSync(join(examples, 'fleet.yaml'), 'utf8'),
  readFileSync(join(examples, 'release.yaml'), 'utf8'),
  'a: 1\n---\nb:\n  - - x\n    - y\n  - z\nc: []\nd: {}\n---\n# nothing\n---\ne: true\n',
  "list:\n- a\n- b: 1\n  c:\n  - d\n- [x, 'it''s', \"c\", 2.5, null]\nlast:\n",
];

/** What YAML gives a meaning to, at least somewhere. */
const PIECES = [
  "a¦key: ¦- ¦-¦: ¦:¦#¦ #¦ ¦    ¦\n¦\n  ¦\n- ¦\n    ¦'¦\"¦''¦\t¦\r¦[¦]¦{¦}¦, ¦,¦|¦>¦&a ¦*a¦!x ¦? ¦~¦@¦`¦%¦<<: ¦\\¦=¦+¦.¦_",
  'null¦True¦yes¦1¦012¦0x1f¦0o14¦1.5¦1.¦.5¦1e3¦1_000¦.nan¦12:30¦2026-01-01¦12345678901234567¦-1¦---¦\n---\n¦...',
  '\ufeff¦\u00a0¦\u3000¦\u2028¦é¦\u{1f600}¦__proto__: ¦a: 1\n¦m: { a: b }¦x:\n  y: 1\n¦l:\n- a\n- b\n¦q: \'x\'¦d: "e"¦# c\n',
  'it\'s¦a#b¦a :b¦a,b¦"a": 1',
].flatMap((pieces) => pieces.split('¦'));

const anyPiece = fc.constantFrom(...PIECES);
type Edit = { readonly at: number; readonly cut: number; readonly piece: string };
const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  cut: fc.integer({ min: 0, max: 4 }),
  piece: fc.oneof(anyPiece, fc.constant('')),
});
const anyText = fc.oneof(
  fc
    .tuple(fc.constantFrom(...DOCUMENTS), fc.array(anyEdit, { maxLength: 3 }))
    .map(([text, edits]) => edits.reduce(edited, text)),
  fc.array(anyPiece, { maxLength: 14 }).map((pieces) => pieces.join('')),
);

function edited(text: string, { at, cut, piece }: Edit): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + piece + text.slice(from + cut);
}

function precisely(text: string): { readonly values: readonly unknown[]; readonly problems: readonly string[] } {
  const { documents, problems } = parseYaml({ file: 'any.yaml', text });
  return { values: documents.map(({ value }) => value), problems: problems.map(({ message }) => message) };
}

test('what is read quickly is what the YAML parser reads, without a problem', () => {
  let quick = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      const values = readQuickly(text);
      if (values === undefined) return;
      quick += 1;
      expect({ values, problems: [] }).toStrictEqual(precisely(text));
    }),
    { numRuns: 4_000 },
  );
  expect(quick).toBeGreaterThan(200);
});

test('a fleet as people write it is read quickly', () => {
  for (const text of DOCUMENTS) expect(readQuickly(text)).toStrictEqual(precisely(text).values);
});
