import { BOUNDS } from '../../../../cli/config/bounds';
import { parseYaml } from '../../../../cli/config/parse-yaml';
import { fleetText, problemsIn, RELEASE, told } from './texts';

/** Ten levels of ten aliases each: 200 bytes that stand for ten thousand million values. */
const ALIAS_BOMB = [
  'a: &a [x]',
  ...'bcdefghijk'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[index]}`).join(',')}]`),
].join('\n');

describe('what can be wrong with a file before it is a fleet, a policy or a release', () => {
  test.each([
    ['an alias bomb', ALIAS_BOMB, /aliases unfold to more than/],
    ['a document inside itself', 'kind: Fleet\na: &a [*a]', /an alias stands inside what it stands for/],
    ['a flow nested too deep', `kind: Fleet\na: ${'['.repeat(100_000)}`, /nested deeper than 24 levels/],
    [
      'blocks nested too deep',
      Array.from({ length: 40 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      /nested deeper/,
    ],
    ['a large file', `# ${'x'.repeat(BOUNDS.fileBytes)}`, /larger than 16 MiB/],
    ['a file of nothing but values', `a: [${'x, '.repeat(BOUNDS.separators)}x]`, /too many values: more than 1500000/],
    [
      'a list of more entries than a Region may have cells',
      `a:\n${'- b\n'.repeat(25_001)}`,
      /^2:1 : more than 25000 entries/,
    ],
    [
      'a block with more keys',
      Array.from({ length: 25_001 }, (_, at) => `k${at}:`).join('\n'),
      /more than 25000 entries/,
    ],
    ['many documents', '---\na\n'.repeat(BOUNDS.documentsPerFile + 1), /more than 1000 documents/],
    ['a tag', 'kind: !secret Fleet', /^1:7 : Unresolved tag: !secret/],
    ['an open bracket', 'kind: [Fleet', /^1:\d+ :/],
    ['no kind', 'a: 1', /^1:1 : the document does not say what it is/],
    ['an unknown kind', 'kind: Flet', /^1:7 kind: no such kind of document/],
    ['no mapping at all', 'hello', /the document does not say what it is/],
  ])('%s', (_, text, message) => {
    const problems = problemsIn(text);
    expect(problems).toHaveLength(1);
    expect(problems.map(told).join()).toMatch(message);
    expect(problems[0]?.fix).not.toBe('');
  });

  test('a key twice', () => {
    expect(problemsIn(`${RELEASE}version: v2\n`).map(told)).toEqual(['4:1 : Map keys must be unique']);
  });

  test('an ordinary alias is read', () => {
    const cells = [
      "{ name: c1, azId: usw2-az1, account: '111111111101', labels: &l { a: b } }",
      "{ name: c2, azId: usw2-az2, account: '111111111102', labels: *l }",
    ];
    expect(problemsIn(fleetText({ cells }))).toEqual([]);
  });

  test('several documents, empty ones and comments between them', () => {
    const text = `# head\n---\n${RELEASE}---\n# nothing\n---\nkind: Policy\nname: p\n`;
    expect(parseYaml({ file: 'a', text }).documents.map(({ value }) => value)).toEqual([
      expect.objectContaining({ kind: 'Release' }),
      expect.objectContaining({ kind: 'Policy' }),
    ]);
  });

  test('JSON is YAML', () => {
    expect(problemsIn('{\n\t"kind": "Policy",\n\t"name": "p", "bakes": {"oneBox": "1s"}\n}').map(told)).toEqual([
      '3:35 bakes.oneBox: bakes.oneBox is below its floor of 10m',
    ]);
  });

  describe('a large JSON file', () => {
    const cells = Array.from({ length: 12_000 }, (_, at) => [`c${at}`, 'usw2-az1', String(100_000_000_000 + at)]);
    const json = (account: string): string =>
      JSON.stringify(
        {
          kind: 'Fleet',
          service: 'large',
          cellDefaults: {
            roleArn: 'arn:aws:iam::{account}:role/cellwave',
            target: { application: 'a', deploymentGroup: 'r', oneBox: { none: 'test' } },
          },
          regions: [
            {
              name: 'us-west-2',
              timeZone: 'UTC',
              azIds: ['usw2-az1'],
              cells: [['first', 'usw2-az1', account], ...cells],
            },
          ],
        },
        null,
        1,
      );

    test('is told its faults by line as well', () => {
      expect(problemsIn(json('222222222222'))).toEqual([]);
      expect(problemsIn(json('12')).map(told)).toEqual(['25:6 regions[0].cells[0][2]: account is not 12 digits']);
    });

    test('is told of a key that stands twice', () => {
      const twice = json('222222222222').replace('"timeZone":', '"weight": 1,\n   "weight": 2,\n   "timeZone":');
      expect(problemsIn(twice).map(({ message }) => message)).toEqual(['Map keys must be unique']);
    });
  });
});
