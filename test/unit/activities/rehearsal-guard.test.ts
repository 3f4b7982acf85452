import { createCellAccess } from '../../../activities/aws/cell-access';
import { isAwsHost } from '../../../activities/aws/aws-hosts';
import { wireAws } from '../../../runtime/wiring';
import { aPlannedCell, aRolloutRef, releaseRevision } from '../../support/a-deploy-order';
import { aWorld } from '../../support/a-world';

const never = new AbortController().signal;

describe('the rehearsal guard', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test.each([
    ['sts.us-west-2.amazonaws.com', true],
    ['STS.US-WEST-2.AMAZONAWS.COM.', true],
    ['codedeploy.cn-north-1.amazonaws.com.cn', true],
    ['codedeploy.us-west-2.api.aws', true],
    ['vpce-0a1b.sts.us-west-2.vpce.amazonaws.com', true],
    ['127.0.0.1', false],
    ['sandbox.example.com', false],
    ['notamazonaws.com', false],
  ])('%s is AWS: %s', (host, expected) => {
    expect(isAwsHost(host)).toBe(expected);
  });

  test('names the hosts of AWS that would be reached, sending nothing', async () => {
    delete process.env['AWS_ENDPOINT_URL'];
    const access = createCellAccess({ enter: () => Promise.reject(new Error('no')), drop: () => undefined });
    expect(await access.awsHosts('us-west-2')).toEqual([
      'sts.us-west-2.amazonaws.com',
      'codedeploy.us-west-2.amazonaws.com',
    ]);
  });

  test('names none when the endpoint is a sandbox', async () => {
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    const access = createCellAccess({ enter: () => Promise.reject(new Error('no')), drop: () => undefined });
    expect(await access.awsHosts('us-west-2')).toEqual([]);
  });

  test('before each mutation: a create of a rehearsal is not even signed for AWS', async () => {
    delete process.env['AWS_ENDPOINT_URL'];
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXAMPLE';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'example';
    const [world] = aWorld().cells;
    if (world === undefined) throw new Error('a world without cells');
    const purpose = { kind: 'deploy', ref: aRolloutRef } as const;
    const target = wireAws().targets.at({
      region: 'us-west-2',
      access: aPlannedCell(world),
      application: 'app',
      purpose,
    });
    const order = {
      deploymentGroup: 'rest',
      revision: releaseRevision,
      description: 'x',
      direction: 'forward',
    } as const;
    await expect(target.create(order)).rejects.toMatchObject({
      cause: expect.objectContaining({ name: 'RehearsalOnAws' }),
    });
    await expect(target.verifyAccount(never)).rejects.toBeDefined();
  });
});
