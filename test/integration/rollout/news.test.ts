import { deploymentsCreated, entriesOf } from '../../../sandbox/ledger-queries';
import { startAfter, startRollout, type Scene } from '../../support/a-running-rollout';
import { startReceiver } from '../../support/a-receiver';
import { turnBad } from '../../support/make-trouble';
import { expectOutcome, expectRolledBack } from '../../support/rollout-claims';
import { shortBakes } from '../../support/short-bakes';
import { tellTogether, type Story } from '../../support/together';

const askedAgain: Story = async (scene) => {
  const receiver = await startReceiver('refuses-first');
  const rollout = await startRollout(scene, { policy: { notify: receiver.notify } });
  await expectOutcome(rollout, 'completed');
  expect(receiver.taken().map(({ event }) => event)).toEqual(['started', 'completed']);
  expect(receiver.posts()).toBe(4);
  await receiver.stop();
};

const eachOnce: Story = async (scene) => {
  const receiver = await startReceiver('takes');
  const policy = { ...shortBakes({ oneAzMs: 60_000 }), notify: receiver.notify };
  const rollout = await startRollout(scene, { policy });
  await rollout.until('the AZ to bake', ({ waves }) => waves[2]?.phase === 'baking');
  turnBad(scene);
  await expectRolledBack(rollout);
  expect(receiver.taken().map(({ event }) => event)).toEqual(['started', 'halted', 'rolled-back']);
  const again = await startAfter(rollout, 'return');
  await expectOutcome(again, 'rolled-back');
  const told = receiver.taken();
  expect(told.filter(({ event }) => event === 'rolled-back')).toHaveLength(2);
  // A receiver drops ids that it has seen: a second way back must not look like the first.
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  await receiver.stop();
};

/** The least that anybody waits for news, when a rollout has ended. */
const PATIENCE_MS = 30_000;

function alarmToFirstCallMs({ ledger }: Scene): number {
  const red = entriesOf(ledger(), 'alarm-transition').find(({ to }) => to === 'ALARM');
  const call = deploymentsCreated(ledger()).find(({ description }) => description.includes(' back generation '));
  return (call?.at ?? NaN) - (red?.at ?? NaN);
}

const inNobodysWay: Story = async (scene) => {
  const receiver = await startReceiver('hangs');
  const policy = { ...shortBakes({ oneAzMs: 60_000 }), notify: receiver.notify };
  const rollout = await startRollout(scene, { policy });
  await rollout.until('the AZ to bake', ({ waves }) => waves[2]?.phase === 'baking');
  turnBad(scene);
  await expectRolledBack(rollout);
  expect(alarmToFirstCallMs(scene)).toBeLessThan(PATIENCE_MS);
  expect(receiver.posts()).toBeGreaterThan(2);
  await receiver.stop();
};

tellTogether({
  'a receiver in trouble is asked again': askedAgain,
  'people are told each thing once': eachOnce,
  'S13: a receiver that never answers is in no way of a rollback': inNobodysWay,
});
