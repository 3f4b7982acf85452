import type { DeploymentConfigName, Target } from '../../../../../sandbox/services/codedeploy/deployment';
import { batchCount, nextBatch } from '../../../../../sandbox/services/codedeploy/deployment-config';

const one = 'CodeDeployDefault.OneAtATime';
const half = 'CodeDeployDefault.HalfAtATime';
const all = 'CodeDeployDefault.AllAtOnce';

/** `S` succeeded, `F` failed, `.` pending. */
function targets(states: string): readonly Target[] {
  const status = { S: 'Succeeded', F: 'Failed', '.': 'Pending' } as const;
  return states.split('').map((state, n) => ({
    instanceId: `i-${n}`,
    status: state === 'S' || state === 'F' ? status[state] : status['.'],
    updatedAt: 0,
    message: '',
  }));
}

describe('nextBatch', () => {
  test.each<[DeploymentConfigName, string, ReturnType<typeof nextBatch>]>([
    [one, '....', { kind: 'deploy', count: 1 }],
    [one, 'SSS.', { kind: 'deploy', count: 1 }],
    [one, 'SSSS', { kind: 'succeeded' }],
    [one, 'SF..', { kind: 'unhealthy' }],
    [one, 'SSSF', { kind: 'succeeded' }],
    [one, '.', { kind: 'deploy', count: 1 }],
    [one, 'F', { kind: 'unhealthy' }],
    [half, '....', { kind: 'deploy', count: 2 }],
    [half, 'SF..', { kind: 'deploy', count: 1 }],
    [half, 'FF..', { kind: 'unhealthy' }],
    [half, 'SFSF', { kind: 'succeeded' }],
    [half, 'SFF.', { kind: 'unhealthy' }],
    [half, '.....', { kind: 'deploy', count: 2 }],
    [half, '.', { kind: 'deploy', count: 1 }],
    [all, '....', { kind: 'deploy', count: 4 }],
    [all, 'FFFS', { kind: 'succeeded' }],
    [all, 'FFFF', { kind: 'unhealthy' }],
  ])('%s after %s', (config, states, expected) => {
    expect(nextBatch(config, targets(states))).toEqual(expected);
  });
});

test.each([
  [one, 4, 4],
  [one, 1, 1],
  [half, 4, 2],
  [half, 5, 3],
  [half, 1, 1],
  [all, 7, 1],
] as const)('%s deals with %i instances in %i batches', (config, instances, batches) => {
  expect(batchCount(config, instances)).toBe(batches);
});
