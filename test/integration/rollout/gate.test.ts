import { DeleteAlarmsCommand, DisableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { entriesOf } from '../../../sandbox/ledger-queries';
import { UPDATES } from '../../../workflows/contract/messages';
import { asSomebody, gate, requests } from '../../support/a-gate';
import { startRollout, type Running } from '../../support/a-running-rollout';
import { expectOutcome, expectRolledBack } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';

const deleted: Story = async (scene) => {
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({ oneCellMs: 600_000 }), ...gate({ onBlind: 'rollback' }) },
  });
  await rollout.until('the one-cell wave to bake', ({ waves }) => waves[1]?.phase === 'baking');
  await asSomebody(rollout, (client, alarm) => client.send(new DeleteAlarmsCommand({ AlarmNames: [alarm] })));
  const { next, why } = await rollout.untilPhase('held', 60_000);
  expect(next).toMatch(/^held: alarm .*-errors of .* is no evidence \(missing\): deleted or renamed at 20.*roll back/);
  expect(why[0]?.command).toContain('cellwave resume');
  await rollout.say(UPDATES.rollBack);
  await expectRolledBack(rollout);
};

const actionsOff: Story = async (scene) => {
  const rollout = await startRollout(scene, { policy: { ...shortBakes({ oneCellMs: 12_000 }), ...gate() } });
  await rollout.until('the one-cell wave to bake', ({ waves }) => waves[1]?.phase === 'baking');
  await asSomebody(rollout, (client, alarm) => client.send(new DisableAlarmActionsCommand({ AlarmNames: [alarm] })));
  const { story } = await expectOutcome(rollout, 'completed');
  expect(story.filter((line) => line.includes('passed'))).toHaveLength(4);
};

const enoughInTheEnd: Story = async (scene) => {
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({}), ...gate(requests({ count: 40_000 })) },
  });
  const extended = await rollout.until(
    'a bake to go on for want of requests',
    ({ waves }) => waves[1]?.phase === 'baking' && waves[1].samples !== undefined,
  );
  expect(extended.waves[1]?.samples).toMatchObject({ least: 40_000 });
  await expectOutcome(rollout, 'completed');
  // Bakes of a second; but at 12,000 requests a second, give or take a tenth, 40,000 of them need three.
  for (const number of [0, 1, 2]) expect(gapMs(rollout, number)).toBeGreaterThan(3_000);
};

/** By the sandbox's own record: from the end of a wave's last deployment to the first of the next wave. */
function gapMs({ scene, plan }: Running, number: number): number {
  const groupsOf = (wave: number): ReadonlySet<string> =>
    new Set(
      plan.waves[wave]?.cells.flatMap(({ name, groups }) => groups.map((group) => `${name} ${group.deploymentGroup}`)),
    );
  const at = (kind: 'deployment-ended' | 'deployment-created', wave: number): readonly number[] =>
    entriesOf(scene.ledger(), kind)
      .filter(({ cell, group }) => groupsOf(wave).has(`${cell ?? ''} ${group}`))
      .map((entry) => entry.at);
  return Math.min(...at('deployment-created', number + 1)) - Math.max(...at('deployment-ended', number));
}

const tooFew: Story = async (scene) => {
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({}), ...gate(requests({ count: 900_000_000, per: 'wave', maximumBakeMs: 4_000 })) },
  });
  const held = await rollout.untilPhase('held');
  expect(held.next).toMatch(/^held: \d+ of 900000000 requests seen, and the longest bake is over$/);
  expect(held.waves[0]?.goodMs).toBeGreaterThanOrEqual(4_000);
  const since = held.why[0]?.since;
  await rollout.say(UPDATES.resume);
  await rollout.until('it to be held anew', ({ phase, why }) => phase === 'held' && why[0]?.since !== since);
  await rollout.say(UPDATES.rollBack);
  await expectRolledBack(rollout);
};

const uncountable: Story = async (scene) => {
  scene.sandbox.setFault({
    where: { region: scene.region, service: 'cloudwatch', operation: 'GetMetricData' },
    effect: { kind: 'metric-data', status: 'Forbidden' },
    limit: { kind: 'always' },
  });
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({}), ...gate({ ...requests({}), blindHoldMs: 5_000 }) },
  });
  const held = await rollout.untilPhase('held');
  expect(held.next).toMatch(/metric Requests of .* cannot be counted: CloudWatch says Forbidden of it/);
  scene.sandbox.clearFaults();
  await rollout.say(UPDATES.resume);
  await expectOutcome(rollout, 'completed');
};

tellTogether({
  'S9, rule 5: an alarm that is deleted in a bake holds at once, and takes nothing back': deleted,
  'rule 5: actions that are switched off in a bake change nothing': actionsOff,
  'S9, rule 8: a bake goes on until enough requests were seen, and then passes': enoughInTheEnd,
  'S9, rule 8: too few requests hold at the longest bake, and a resume waits once more': tooFew,
  'S9, rule 8: requests that cannot be counted hold as blindness does': uncountable,
});
