import { CancelledFailure } from '@temporalio/common';
import type { AlarmSource } from '../../../activities/ports/alarm-source.port';
import { lookAtAccount } from '../../../activities/watching/look-at-account';

const access = { account: '111122223333', roleArn: 'arn:aws:iam::111122223333:role/cellwave', externalId: undefined };
const account = {
  subject: 'pay-usw2-az1-c01',
  alarms: [{ name: 'errors', scope: 'cell' as const, trafficLess: false }],
  fromAt: 0,
};

const look = (error: Error) => {
  const source: AlarmSource = { read: () => Promise.reject(error), describe: () => Promise.reject(error) };
  const question = { region: 'us-west-2', account, access, historyFromAt: 0, clocks: [0] } as const;
  return lookAtAccount(source, question, new AbortController().signal);
};

describe('a look at an account', () => {
  test.each([
    new TypeError('x is not a function'),
    Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' }),
  ])('S9: %s makes it blind, with the reason, and nobody else', async (error) => {
    const reason = expect.stringMatching(/x is not a function|certificate has expired/);
    expect(await look(error)).toEqual({ kind: 'blind', subject: account.subject, reason });
  });

  test('a cancel ends the look', async () => {
    await expect(look(new CancelledFailure('enough'))).rejects.toThrow('enough');
  });
});
