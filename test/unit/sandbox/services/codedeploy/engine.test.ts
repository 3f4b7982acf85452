import { createLedger } from '../../../../../sandbox/ledger';
import { entriesOf } from '../../../../../sandbox/ledger-queries';
import type { Call } from '../../../../../sandbox/service';
import { createCodeDeploy } from '../../../../../sandbox/services/codedeploy/codedeploy';
import { aWorld } from '../../../../support/a-world';
import { aHandClock } from '../../../../support/a-hand-clock';

const revision = { revisionType: 'S3', s3Location: { bucket: 'b', key: 'v2.zip', bundleType: 'zip' } };

function callOf(operation: string, input: Call['input']): Call {
  const where = { account: '111100000001', region: 'us-west-2', requestId: 'r', at: 0, skewMs: 0, effects: [] };
  return { operation, input, principal: { kind: 'management', arn: 'arn' }, ...where };
}

test('a deployment takes its simulated time on the clock it is given, divided by the speed', async () => {
  const clock = aHandClock(1_000_000);
  const world = aWorld({ clock, speed: 60 });
  const ledger = createLedger();
  const hooks = { deploymentOutcome: () => ({ kind: 'succeeds' }) as const, alarmState: () => undefined };
  const { service } = createCodeDeploy({ world, ledger, hooks, pace: { queueSeconds: 6, deploymentSeconds: 60 } });
  await service.handle(callOf('CreateDeployment', { applicationName: 'app', deploymentGroupName: 'rest', revision }));
  clock.advance(1_099);
  expect(entriesOf(ledger.entries(), 'deployment-ended')).toHaveLength(0);
  clock.advance(1);
  expect(entriesOf(ledger.entries(), 'instance-changed').map(({ at }) => at - 1_000_000)).toEqual([
    350, 600, 850, 1_100,
  ]);
  expect(entriesOf(ledger.entries(), 'deployment-ended')).toMatchObject([{ at: 1_001_100, status: 'Succeeded' }]);
  expect(clock.pending()).toBe(0);
});

test('a deployment that never answers fails after eight hours', async () => {
  const clock = aHandClock(0);
  const ledger = createLedger();
  const hooks = { deploymentOutcome: () => ({ kind: 'hangs' }) as const, alarmState: () => undefined };
  const { service } = createCodeDeploy({ world: aWorld({ clock, speed: 1 }), ledger, hooks });
  await service.handle(callOf('CreateDeployment', { applicationName: 'app', deploymentGroupName: 'rest', revision }));
  clock.advance(8 * 60 * 60 * 1_000);
  expect(entriesOf(ledger.entries(), 'deployment-ended')).toHaveLength(0);
  clock.advance(5_000);
  expect(entriesOf(ledger.entries(), 'deployment-ended')).toMatchObject([{ status: 'Failed', errorCode: 'TIMEOUT' }]);
});

test('what is being deployed when the sandbox closes moves no further', async () => {
  const clock = aHandClock(0);
  const hooks = { deploymentOutcome: () => ({ kind: 'succeeds' }) as const, alarmState: () => undefined };
  const codeDeploy = createCodeDeploy({ world: aWorld({ clock }), ledger: createLedger(), hooks });
  const input = { applicationName: 'app', deploymentGroupName: 'rest', revision };
  await codeDeploy.service.handle(callOf('CreateDeployment', input));
  clock.advance(10_000);
  codeDeploy.close();
  expect(clock.pending()).toBe(0);
});
