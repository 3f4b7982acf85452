import { DEFAULTS, fleetText, problemsIn, told } from './texts';

const CELL = (field: string): string => `{ name: c1, azId: usw2-az1, account: '111111111101', ${field} }`;

describe('what can be wrong with a fleet is told with its place, its value and the fix', () => {
  test('a good fleet has no problem', () => {
    expect(problemsIn(fleetText())).toEqual([]);
  });

  test.each([
    [
      'an AZ name',
      ["[c1, us-west-2a, '111111111101']"],
      'this is an AZ name',
      /usw2-az1.*describe-availability-zones --region us-west-2`/,
    ],
    ['an AZ of nowhere', ['[c1, zone-1, "111111111101"]'], 'not an AZ ID', /such as usw2-az1/],
    [
      'an AZ of another Region',
      ["[c1, usw2-az3, '111111111101']"],
      'is in an AZ that is not one of us-west-2',
      /did you mean "usw2-az1"/,
    ],
    ['a short account', ["[c1, usw2-az1, '1234']"], 'account is not 12 digits', /12 digits/],
    [
      'an account as a number',
      ['[c1, usw2-az1, 111111111101]'],
      'account must be text: a number loses leading zeros',
      /in quotes/,
    ],
    ['a weight of 0', [CELL('weight: 0')], 'weight must be above 0', /exempt/],
    ['a negative weight', [CELL('weight: -1')], 'weight must be above 0', /above 0/],
    ['a weight that is no number', [CELL('weight: .nan')], 'not a valid weight', /above 0/],
    ['an infinite weight', [CELL('weight: .inf')], 'not a valid weight', /at most 1000000/],
    ['a huge weight', [CELL('weight: 1e12')], 'weight is too large', /at most 1000000/],
    [
      'a row that is too short',
      ['[c1, usw2-az1]'],
      'a row has 3 or 4 values, this one has 2',
      /\[name, AZ ID, account\]/,
    ],
    ['a cell without account', ['{ name: c1, azId: usw2-az1 }'], 'account is missing', /12 digits/],
    [
      'a role in another account',
      [CELL('roleArn: arn:aws:iam::222222222222:role/x')],
      'the role is in account 222222222222, cell "c1" is in 111111111101',
      /\{account\}/,
    ],
    ['a role that is none', [CELL('roleArn: cellwave')], 'not the ARN of a role: "cellwave"', /arn:aws:iam::/],
    [
      'a name in braces nobody knows',
      [CELL("alarms: [{ name: '{cel}-x', role: e }]")],
      'unknown name {cel}',
      /\{cell\}/,
    ],
    ['an unknown key', [CELL('wieght: 3')], 'unknown key "wieght"', /did you mean "weight"/],
    ['a merge key', [CELL("'<<': { weight: 3 }")], 'unknown key "<<"', /cellDefaults/],
    [
      'a share without %',
      [CELL('target: { oneBox: { deploymentGroup: b, share: 0.1 } }')],
      'oneBox.share is not a percentage',
      /such as 10%/,
    ],
    [
      'a one-box that is the rest',
      [CELL('target: { oneBox: { deploymentGroup: rest, share: 10% } }')],
      'one-box and rest are the same deployment group',
      /of its own/,
    ],
    ['an exempt cell without end', [CELL('exempt: { reason: test }')], 'until is missing', /2027-01-31/],
    ['an end that is no date', [CELL('exempt: { reason: test, until: soon }')], 'not a date', /2027-01-31/],
    [
      'exempt and pinned',
      [CELL('exempt: { reason: a, until: 2027-01-31 }, pin: { reason: a, until: 2027-01-31 }')],
      'a cell cannot be exempt and pinned',
      /keep one/,
    ],
    [
      'a list of accounts with one name',
      ["{ azId: usw2-az1, name: c, accounts: ['111111111101'] }"],
      'every cell of the list would have the same name',
      /\{account\}/,
    ],
    ['an empty list of accounts', ['{ azId: usw2-az1, accounts: [] }'], 'accounts is empty', /at least one/],
  ])('%s', (...row) => {
    const [, cells, message, fix] = row;
    const problems = problemsIn(fleetText({ cells }));
    expect(problems.map(told)).toEqual([expect.stringContaining(message)]);
    expect(problems[0]?.fix).toMatch(fix);
    expect(problems[0]).toMatchObject({ file: 'test.yaml', line: 12 });
  });

  test.each([
    [
      'two cells with one name',
      ["[c1, usw2-az1, '111111111101']", "[c1, usw2-az2, '111111111102']"],
      'cell name "c1" is taken by regions[0].cells[0]',
    ],
    [
      'two cells with one account',
      ["[c1, usw2-az1, '111111111101']", "[c2, usw2-az2, '111111111101']"],
      'cells "c1" and "c2" have the same account in us-west-2',
    ],
  ])('%s: told at the second', (_, cells, message) => {
    expect(problemsIn(fleetText({ cells })).map(told)).toEqual([expect.stringContaining(message)]);
    expect(problemsIn(fleetText({ cells }))[0]?.line).toBe(13);
  });

  test('cells may share an account where the Region says so', () => {
    const cells = ["[c1, usw2-az1, '111111111101']", "[c2, usw2-az2, '111111111101']"];
    expect(problemsIn(fleetText({ cells, region: 'sharedAccounts: allowed' }))).toEqual([]);
  });

  test('what every cell lacks is told once, at the first', () => {
    const problems = problemsIn(fleetText({ head: 'cellDefaults: { weight: 3 }' }));
    expect(problems.map(({ message }) => message)).toEqual([
      'cell "c1" has no target.application',
      'cell "c1" has no target.deploymentGroup',
      'cell "c1" has no target.oneBox',
      'cell "c1" has no roleArn',
    ]);
  });

  test('all faults of a file are told at once, also behind a faulty head', () => {
    const text = fleetText({ cells: ["[c1, us-west-2a, '111111111101']", "[c2, usw2-az2, '12']"] })
      .replace('service: checkout', 'service: "no good!"')
      .replace('America/Los_Angeles', 'Pacific');
    expect(problemsIn(text).map(({ path }) => path)).toEqual([
      'service',
      'regions[0].timeZone',
      'regions[0].cells[0][1]',
      'regions[0].cells[1][2]',
    ]);
  });

  test('the value that stands there is shown', () => {
    const [problem] = problemsIn(fleetText({ cells: ["[c1, usw2-az1, '12ab']"] }));
    expect(problem).toMatchObject({ line: 12, column: 24, path: 'regions[0].cells[0][2]', value: '"12ab"' });
  });

  test('a Region twice, an AZ ID twice, no Region at all', () => {
    const twice = fleetText().replace(
      /regions:\n([^]*)$/,
      (_, region: string) => `regions:\n${region}${region.replaceAll('c1', 'd1').replaceAll('c2', 'd2')}`,
    );
    expect(problemsIn(twice).map(told)).toEqual([
      expect.stringContaining('Region "us-west-2" stands in the file twice'),
    ]);
    const azTwice = fleetText().replace('[usw2-az1, usw2-az2]', '[usw2-az1, usw2-az2, usw2-az1]');
    expect(problemsIn(azTwice).map(told)).toEqual(
      ['8:33 regions[0].azIds[2]: AZ ID "usw2-az1" stands here twice'].map((text) =>
        expect.stringContaining(text.slice(text.indexOf(' '))),
      ),
    );
    expect(problemsIn(`kind: Fleet\nservice: a\n${DEFAULTS}\n`).map(told)).toEqual(['1:1 regions: regions is missing']);
  });

  test('an aggregate alarm whose role is in another account', () => {
    const alarm =
      "aggregateAlarms: [{ name: a, role: e, account: '999999999901', roleArn: 'arn:aws:iam::111111111111:role/x' }]";
    expect(problemsIn(fleetText({ region: alarm })).map(told)).toEqual([
      expect.stringContaining('regions[0].aggregateAlarms[0].roleArn: not a role in account 999999999901'),
    ]);
  });
});
