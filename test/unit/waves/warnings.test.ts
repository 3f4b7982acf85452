import { aFleet } from '../../support/a-fleet';
import { aPlan, PLANNED_AT, type PlanBuilder } from '../../support/a-plan';
import { aPolicy } from '../../support/a-policy';

/** A plan that nothing is to be said about. */
const quietFleet = aFleet().withCellsPerAz(7, 7, 7);
const quietPolicy = aPolicy().withRollback({ firstDeployment: 'stop' });
const quiet = aPlan().of(quietFleet).under(quietPolicy);

const codesOf = (plan: PlanBuilder): readonly string[] => plan.build().warnings.map(({ code }) => code);

test('says nothing about a plan without weaknesses', () => {
  expect(codesOf(quiet)).toEqual([]);
});

test.each<[string, PlanBuilder]>([
  ['no-one-box', quiet.of(quietFleet.withoutOneBoxes())],
  [
    'no-one-box-alarm',
    quiet.of(quietFleet.eachCell((cell) => ({ ...cell, alarms: cell.alarms.filter(({ scope }) => scope === 'cell') }))),
  ],
  [
    'large-one-box',
    quiet
      .of(quietFleet.cellNamed('usw2-az1-c1', (cell) => ({ ...cell, weight: 2 })))
      .under(quietPolicy.with({ oneBoxMaxBasisPoints: 60 })),
  ],
  ['single-az', quiet.of(aFleet().withCellsPerAz(7))],
  ['uneven-azs', quiet.of(aFleet().withCellsPerAz(7, 7, 14))],
  ['small-az', quiet.of(aFleet().withCellsPerAz(2, 3, 3)).under(quietPolicy.withWidth({ basisPoints: 10_000 }))],
  ['empty-az', quiet.of(aFleet().withCellsPerAz(7, 0, 7))],
  ['width-one', quiet.under(quietPolicy.withWidth({ basisPoints: 2_857 }))],
  [
    'expired-exemption',
    quiet.of(
      quietFleet.cellNamed('usw2-az1-c1', (cell) => ({
        ...cell,
        standing: { kind: 'exempt', reason: 'audit', expiresAt: PLANNED_AT },
      })),
    ),
  ],
  ['shared-account', quiet.of(quietFleet.cellNamed('usw2-az1-c1', (cell) => ({ ...cell, account: '100000000002' })))],
  ['no-aggregate-alarm', quiet.of(quietFleet.withAggregateAlarms([]))],
  ['no-windows', quiet.under(quietPolicy.alwaysOpen())],
  ['first-deployment-leave', quiet.under(quietPolicy.withRollback({ firstDeployment: 'leave' }))],
])('warns: %s', (code, plan) => {
  expect(codesOf(plan)).toEqual([code]);
});

test('warns of a single cell, which is a single and small AZ too', () => {
  expect(codesOf(quiet.of(aFleet().withCellsPerAz(1)))).toEqual(['single-cell', 'single-az', 'small-az']);
});

test('warns of a rehearsal without soak', () => {
  expect(codesOf(quiet.under(quietPolicy.rehearsal().withBakes({ soakMs: 0 })))).toEqual(['no-windows', 'no-soak']);
});

test('says with which reason there are no alarms, and where', () => {
  const bare = quietFleet.eachCell((cell) => ({ ...cell, alarms: [] }));
  const { warnings } = quiet
    .of(bare)
    .under(quietPolicy.withGate({ noAlarms: 'drill' }))
    .build();
  expect(warnings.map(({ code }) => code)).toEqual(['no-one-box-alarm', 'no-alarms', 'unwatched-cells']);
  expect(warnings[1]?.message).toMatch('drill');
  expect(warnings[2]?.message).toMatch('and 16 more');
});
