import { aFleet } from '../support/a-fleet';
import { aPlan, PLANNED_AT } from '../support/a-plan';
import { aPolicy } from '../support/a-policy';
import { startFedRollout, type FedRollout } from '../support/fed-rollout/a-fed-rollout';
import * as claims from '../support/fed-rollout/claims';
import { smallPlan } from '../support/fed-rollout/every-point';
import { bakedInFull } from '../support/fed-rollout/good-time';
import { untilRest } from '../support/fed-rollout/tell';
import { endedAs, wrongIn } from '../support/fed-rollout/verdicts';
import { waveRun } from '../support/fed-rollout/waves';
import { forwardCreates } from '../support/what-happened';

async function rolled(plan = smallPlan()): Promise<FedRollout> {
  const rollout = await startFedRollout(plan, PLANNED_AT);
  await untilRest(rollout);
  return rollout;
}

it('S3, S6, S16: a rollout to which nothing happens deploys each group once, in the order of the plan', async () => {
  const rollout = await rolled();
  expect(wrongIn(rollout, [endedAs('completed'), claims.startedCellsCarry, bakedInFull])).toEqual([]);
  const planned = rollout.plan.waves.flatMap(({ cells }) =>
    cells.flatMap(({ name, groups }) => groups.map(({ deploymentGroup }) => `${name} ${deploymentGroup}`)),
  );
  const created = forwardCreates(rollout.fleet.ledger());
  expect(new Set(created)).toEqual(new Set(planned));
  expect(created.length).toBe(planned.length);
  const waveOf = (place: string): number => rollout.plan.waves.findIndex((wave) => holds(wave.cells, place));
  expect(created.map(waveOf)).toEqual([...created.map(waveOf)].sort());
});

function holds(cells: FedRollout['plan']['waves'][number]['cells'], place: string): boolean {
  return cells.some(({ name, groups }) => groups.some(({ deploymentGroup }) => place === `${name} ${deploymentGroup}`));
}

it('costs a cell 12 events of its own, and not more than 20 with those of its wave', async () => {
  const wide = aPlan()
    .of(aFleet().withCellsPerAz(2, 9))
    .under(aPolicy().rehearsal().withWidth({ basisPoints: 10_000 }));
  const narrow = await rolled();
  const rollout = await rolled(wide.build());
  const cells = rollout.temporal.runs().filter(({ birth }) => birth.workflowType === 'cellDeployment');
  expect(cells.map(({ events }) => events)).toEqual(cells.map(() => 12));
  const lastWaves = [narrow, rollout].map((one) => ({ one, ...lastOf(one) }));
  const [two = 0, nine = 0] = lastWaves.map(({ one, name }) => waveRun(one, name).events);
  expect((nine - two) / 7).toBeLessThanOrEqual(8);
});

function lastOf({ plan }: FedRollout): { readonly name: string } {
  return plan.waves.at(-1) ?? { name: 'no such wave' };
}
