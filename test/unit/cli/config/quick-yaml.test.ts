import { BOUNDS } from '../../../../cli/config/bounds';
import { parseYaml } from '../../../../cli/config/parse-yaml';
import { readQuickly } from '../../../../cli/config/quick-yaml/quick-yaml';
import { aWrittenFleet } from '../../../support/a-written-fleet';
import { problemsIn, told } from './texts';

/** Beyond the size from which on a file is read quickly. */
const LARGE = aWrittenFleet(1_000);

describe('a text of plain blocks and one-line flows is read without the YAML parser', () => {
  test.each([
    ['words that 1.1 took for booleans', 'a: yes\nb: on\nc: NO', { a: 'yes', b: 'on', c: 'NO' }],
    ['words of 1.2', 'a: true\nb: False\nc: NULL', { a: true, b: false, c: null }],
    ['numbers', 'a: 1\nb: 012\nc: 2.50', { a: 1, b: 12, c: 2.5 }],
    ['what only begins like a number', 'a: 10%\nb: 1_000\nc: 12:30:45', { a: '10%', b: '1_000', c: '12:30:45' }],
    ['a date', 'a: 2027-01-31', { a: '2027-01-31' }],
    ['quotes', `a: 'it''s: "#"' # why\nb: "x # y"`, { a: 'it\'s: "#"', b: 'x # y' }],
    ['colons and hashes inside of words', 'a: arn:aws:iam::1:role/x#y # z', { a: 'arn:aws:iam::1:role/x#y' }],
    ['a list as far right as its key', 'a:\n- 1\n- b: 2\n  c:\nd:', { a: [1, { b: 2, c: null }], d: null }],
    ['flows', 'a: [1, { b: x y, c: [] }]', { a: [1, { b: 'x y', c: [] }] }],
  ])('%s', (_, text, value) => {
    expect(readQuickly(text)).toStrictEqual([value]);
  });

  test('several documents', () => {
    expect(readQuickly('---\na: 1\n---\n# nothing\n---\nb: 2\n')).toStrictEqual([{ a: 1 }, { b: 2 }]);
  });
});

describe('whatever means more, or might be wrong, is left to the YAML parser', () => {
  test.each([
    ['a key twice', 'a: 1\na: 2'],
    ['a key twice in a flow', 'x: { a: 1, a: 2 }'],
    ['a merge key', 'b: { <<: x }'],
    ['an anchor', 'a: &a 1'],
    ['an alias', 'a: [*a]'],
    ['a tag', 'a: !!str 1'],
    ['a key that is null', 'null: 1'],
    ['the name of the prototype', '__proto__: { a: 1 }'],
    ['a block of text', 'a: |\n  b'],
    ['a word over two lines', 'a: b\n  c'],
    ['a quoted word over two lines', "a: 'b\n  c'"],
    ['a flow over two lines', 'a: [1,\n  2]'],
    ['an escape', String.raw`a: "\u0041"`],
    ['a hexadecimal number', 'a: 0x1f'],
    ['an octal number', 'a: 0o17'],
    ['an exponent', 'a: 1e3'],
    ['more digits than a number holds', 'a: 12345678901234567'],
    ['infinity', 'a: .inf'],
    ['a negative number', 'a: -1'],
    ['a mapping inside of a line', 'a: b: c'],
    ['a colon at the end', 'a: b:'],
    ['a pair in a list', 'a: [b: c]'],
    ['a pair of nothing in a list', 'a: [b:]'],
    ['a line too far right', 'a:\n  b: 1\n   c: 2'],
    ['a line between two levels', 'a:\n    b: 1\n  c: 2'],
    ['a tab', 'a:\tb'],
    ['a carriage return', 'a: 1\r\nb: 2'],
    ['a mark of byte order', '\ufeffa: 1'],
    ['a blank that is none to YAML', 'a: b\u3000'],
    ['a directive', '%YAML 1.1\n---\na: yes'],
    ['the end of a document', 'a: 1\n...\nb: 2'],
    ['a list as a document', '- a'],
    ['a word as a document', 'a'],
    ['deep nesting', `a: ${'['.repeat(BOUNDS.depth)}${']'.repeat(BOUNDS.depth)}`],
    ['many documents', 'a: 1\n---\n'.repeat(BOUNDS.documentsPerFile + 1)],
    ['a very long line', `a: ${'x'.repeat(10_000)}`],
  ])('%s', (_, text) => {
    expect(readQuickly(text)).toBeUndefined();
  });
});

describe('a large file', () => {
  test('is read to the same value', () => {
    expect(LARGE.length).toBeGreaterThan(512 * 1024);
    const read = readQuickly(LARGE);
    expect(read).toHaveLength(1);
    const [document] = parseYaml({ file: 'large.yaml', text: `%YAML 1.2\n---\n${LARGE}` }).documents;
    expect(read).toStrictEqual([document?.value]);
  });

  test('is told its faults by line, column and value, all at once, in each of its documents', () => {
    const wrong = LARGE.replace("account: '100000000007'", "account: '12'").replace('weight: 1', 'weight: 0');
    const text = `kind: Policy\nname: p\nbakes: { oneBox: 1s }\n---\n${wrong}`;
    // Its faults are schema's, not syntax's: it was read quickly, and then once more to find their places.
    expect(readQuickly(text)).toHaveLength(2);
    expect(problemsIn(text).map(told)).toEqual([
      '3:18 bakes.oneBox: bakes.oneBox is below its floor of 10m',
      '16:17 regions[0].cells[0].weight: weight must be above 0',
      '134:18 regions[0].cells[7].account: account is not 12 digits',
    ]);
  });

  test('in which a key stands twice says so', () => {
    const text = LARGE.replace('    timeZone: America/Los_Angeles\n', '    timeZone: UTC\n    timeZone: UTC\n');
    expect(problemsIn(text).map(told)).toEqual(['7:5 : Map keys must be unique']);
  });
});
