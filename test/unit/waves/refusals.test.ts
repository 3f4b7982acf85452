import { aFleet, type FleetBuilder } from '../../support/a-fleet';
import { aPlan, PLANNED_AT, type PlanBuilder } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';
import { aRelease } from '../../support/a-release';
import type { Cell, OneBox } from '../../../waves/fleet';
import { planWaves } from '../../../waves/plan-waves';

const rulesOf = (plan: PlanBuilder): readonly string[] => {
  const planned = plan.planning();
  return planned.kind === 'planned' ? [] : planned.refusals.map(({ rule }) => rule);
};
const messageOf = (plan: PlanBuilder): string => {
  const planned = plan.planning();
  return planned.kind === 'planned'
    ? ''
    : planned.refusals.map(({ message, remedy }) => `${message}: ${remedy}`).join('\n');
};
const everyCell = (change: Partial<Cell>): FleetBuilder => aFleet().eachCell((cell) => ({ ...cell, ...change }));
const oneBox = (box: OneBox): FleetBuilder =>
  aFleet().cellNamed('usw2-az1-c1', (cell) => ({ ...cell, target: { ...cell.target, oneBox: box } }));
const share = (part: number): FleetBuilder => oneBox({ kind: 'group', deploymentGroup: 'web-one-box', share: part });

test.each<[string, string, PlanBuilder]>([
  [
    'input',
    'no active cell',
    aPlan().of(everyCell({ standing: { kind: 'pinned', reason: 'freeze', expiresAt: PLANNED_AT + 1 } })),
  ],
  ['input', 'no cell at all', aPlan().of(aFleet().withCellsPerAz(0))],
  ['input', 'more cells than one rollout takes', aPlan().of(aFleet().withCellsPerAz(20_001))],
  ['S18', 'a name twice in the region', aPlan().of(everyCell({ name: 'twin' }))],
  ['S2', 'an AZ that the region does not list', aPlan().of(everyCell({ azId: 'us-west-2a' }))],
  ['input', 'weight 0', aPlan().of(everyCell({ weight: 0 }))],
  ['input', 'a weight below 0', aPlan().of(everyCell({ weight: -1 }))],
  ['input', 'a weight that is no number', aPlan().of(everyCell({ weight: NaN }))],
  ['input', 'an endless weight', aPlan().of(everyCell({ weight: Infinity }))],
  ['input', 'an unknown time zone', aPlan().of(aFleet().inRegion('us-west-2', 'PST8'))],
  ['S21', 'no windows', aPlan().under(aPolicy().withWindows())],
  ['S3', 'no one-box and no reason', aPlan().of(oneBox({ kind: 'none', reason: ' ' }))],
  ['S3', 'a one-box without a group', aPlan().of(oneBox({ kind: 'group', deploymentGroup: '', share: 0.1 }))],
  [
    'S3',
    'a one-box that is the whole cell',
    aPlan().of(oneBox({ kind: 'group', deploymentGroup: 'web-all', share: 0.1 })),
  ],
  ['S3', 'a one-box of share 0', aPlan().of(share(0))],
  ['S3', 'a one-box of share 1', aPlan().of(share(1))],
  ['S5', 'every one-box larger than the policy allows', aPlan().under(aPolicy().with({ oneBoxMaxBasisPoints: 160 }))],
  ['S9', 'cells without alarms', aPlan().of(everyCell({ alarms: [] }))],
  ['S6', 'a bake below its floor', aPlan().under(aPolicy().withBakes({ oneAzMs: 3_599_999 }))],
])('%s: refuses %s', (rule, _, plan) => {
  expect(rulesOf(plan)).toEqual([rule]);
});

test('input: refuses a region that the fleet does not have, and names those it has', () => {
  const request = { fleet: aFleet().build(), release: aRelease().build(), policy: aPolicy().build(), now: 0 };
  expect(planWaves({ ...request, region: 'eu-west-1' })).toEqual({
    kind: 'refused',
    refusals: [
      {
        kind: 'refused',
        rule: 'input',
        message: 'the fleet of web has no region eu-west-1',
        remedy: 'choose one of: us-west-2',
      },
    ],
  });
});

test('S18: refuses a name that another region uses too', () => {
  const [here, there] = [
    aFleet(),
    aFleet()
      .inRegion('us-east-1')
      .eachCell((cell) => ({ ...cell, name: cell.name.replace('use1', 'usw2') })),
  ];
  const fleet = { service: 'web', regions: [here.buildRegion(), there.buildRegion()] };
  const planned = planWaves({
    fleet,
    region: 'us-west-2',
    release: aRelease().build(),
    policy: aPolicy().build(),
    now: 0,
  });
  expect(planned).toMatchObject({ kind: 'refused', refusals: [{ rule: 'S18' }] });
});

test('S19: refuses a release whose digest is not its artifact`s', () => {
  const release = { ...aRelease().build(), digest: 'sha256:00' };
  const planned = planWaves({
    fleet: aFleet().build(),
    region: 'us-west-2',
    release,
    policy: aPolicy().build(),
    now: 0,
  });
  expect(planned).toMatchObject({ kind: 'refused', refusals: [{ rule: 'S19' }] });
});

test('names at most five offenders, and what to do', () => {
  expect(messageOf(aPlan().of(everyCell({ weight: 0 })))).toBe(
    'weight is not a number above 0: usw2-az1-c1, usw2-az1-c2, usw2-az2-c1, usw2-az2-c2, usw2-az3-c1 and 1 more: ' +
      'give each a weight above 0; to leave a cell out, exempt it',
  );
});

test('finds everything that is wrong with the inputs at once', () => {
  const plan = aPlan()
    .of(everyCell({ weight: 0, azId: 'nowhere' }))
    .under(aPolicy().withWindows().withBakes({ soakMs: 0 }));
  expect(rulesOf(plan)).toEqual(['S6', 'S21', 'S2', 'input']);
});

test('S9: four of five cells with alarms of their own are enough, fewer are not', () => {
  const without = (...names: readonly string[]): PlanBuilder =>
    aPlan().of(
      aFleet()
        .withCellsPerAz(0, 12)
        .eachCell((cell) => (names.includes(cell.name) ? { ...cell, alarms: [] } : cell)),
    );
  const first = without().build().waves[0]?.cells[0]?.name ?? '';
  const others = Array.from({ length: 12 }, (_, index) => `usw2-az2-c${index + 1}`).filter((name) => name !== first);
  // 9 of 11 are 82 %, 8 of 11 are 73 %.
  expect(rulesOf(without(...others.slice(0, 2)))).toEqual([]);
  expect(messageOf(without(...others.slice(0, 3)))).toMatch('w03-one-az');
  expect(messageOf(without(first))).toMatch('w01-one-box, w02-one-cell');
});

test('S9: a reason lets a plan go without alarms', () => {
  expect(
    rulesOf(
      aPlan()
        .of(everyCell({ alarms: [] }))
        .under(aPolicy().withGate({ noAlarms: 'drill' })),
    ),
  ).toEqual([]);
});

test('S5: a one-box of exactly what the policy allows is small enough', () => {
  const fleet = aFleet()
    .withCellsPerAz(1)
    .eachCell((cell) => ({ ...cell, weight: 3 }));
  expect(
    rulesOf(
      aPlan()
        .of(fleet)
        .under(aPolicy().with({ oneBoxMaxBasisPoints: 1_000 })),
    ),
  ).toEqual([]);
  expect(
    rulesOf(
      aPlan()
        .of(fleet)
        .under(aPolicy().with({ oneBoxMaxBasisPoints: 999 })),
    ),
  ).toEqual(['S5']);
});
