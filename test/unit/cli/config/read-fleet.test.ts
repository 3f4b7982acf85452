import { parseYaml } from '../../../../cli/config/parse-yaml';
import { readFleet } from '../../../../cli/config/read-fleet';
import type { Cell, Fleet } from '../../../../waves/fleet';
import { fleetText } from './texts';

function fleetOf(text: string): Fleet {
  const read = readFleet(parseYaml({ file: 'a.yaml', text }).documents[0]?.value);
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.issues));
  return read.value;
}

const cellsOf = (...cells: readonly string[]): readonly Cell[] => fleetOf(fleetText({ cells })).regions[0]?.cells ?? [];

describe('the three ways to write a cell', () => {
  test('a row, a block and a list of accounts make the same cell', () => {
    const [row] = cellsOf("[usw2-az1-111111111101, usw2-az1, '111111111101']");
    const [block] = cellsOf("{ name: usw2-az1-111111111101, azId: usw2-az1, account: '111111111101' }");
    const [listed] = cellsOf("{ azId: usw2-az1, accounts: ['111111111101'] }");
    expect(row).toEqual({
      name: 'usw2-az1-111111111101',
      azId: 'usw2-az1',
      account: '111111111101',
      roleArn: 'arn:aws:iam::111111111101:role/cellwave',
      externalId: undefined,
      weight: 1,
      target: {
        kind: 'codedeploy',
        application: 'checkout',
        deploymentGroup: 'rest',
        oneBox: { kind: 'group', deploymentGroup: 'box', share: 0.1 },
      },
      alarms: [{ name: 'usw2-az1-111111111101-errors', role: 'errors', scope: 'cell', trafficLess: false }],
      labels: {},
      standing: { kind: 'active' },
    });
    expect(block).toEqual(row);
    expect(listed).toEqual(row);
  });

  test('a cell is named for its account, so that another one taken out of the list renames nobody', () => {
    const names = (accounts: string): readonly string[] =>
      cellsOf(`{ azId: usw2-az1, name: 'c-{account}', accounts: [${accounts}] }`).map(({ name }) => name);
    expect(names("'111111111101', '111111111102'")).toContain(names("'111111111102'")[0]);
  });

  test('the nearest value wins; the target is completed key by key', () => {
    const [cell] = cellsOf(
      "{ name: c1, azId: usw2-az1, account: '111111111101', weight: 7, target: { deploymentGroup: blue, oneBox: { none: stateless } }, alarms: [] }",
    );
    expect(cell).toMatchObject({
      weight: 7,
      alarms: [],
      target: { application: 'checkout', deploymentGroup: 'blue', oneBox: { kind: 'none', reason: 'stateless' } },
    });
  });

  test('the defaults of a Region go before those of the fleet', () => {
    const fleet = fleetOf(fleetText({ region: 'cellDefaults: { weight: 5, target: { application: west } }' }));
    expect(fleet.regions[0]?.cells[0]).toMatchObject({
      weight: 5,
      target: { application: 'west', deploymentGroup: 'rest' },
    });
  });

  test('exempt and pinned until a day or an instant', () => {
    const [exempt, pinned] = cellsOf(
      "{ name: c1, azId: usw2-az1, account: '111111111101', exempt: { reason: test, until: 2027-01-31 } }",
      "{ name: c2, azId: usw2-az2, account: '111111111102', pin: { reason: audit, until: '2027-01-31T18:00:00+01:00' } }",
    );
    expect(exempt?.standing).toEqual({ kind: 'exempt', reason: 'test', expiresAt: Date.UTC(2027, 0, 31) });
    expect(pinned?.standing).toEqual({ kind: 'pinned', reason: 'audit', expiresAt: Date.UTC(2027, 0, 31, 17) });
  });

  test('aggregate alarms with their names filled in', () => {
    const region =
      "aggregateAlarms: [{ name: '{service}-{region}', role: errors, account: '999999999901', roleArn: 'arn:aws:iam::{account}:role/w' }]";
    expect(fleetOf(fleetText({ region })).regions[0]?.aggregateAlarms).toEqual([
      {
        name: 'checkout-us-west-2',
        role: 'errors',
        account: '999999999901',
        roleArn: 'arn:aws:iam::999999999901:role/w',
        externalId: undefined,
        trafficLess: false,
      },
    ]);
  });
});
