import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultOf } from '../../../activities/failures';
import { systemClock } from '../../../runtime/system-clock';
import { wireAws } from '../../../runtime/wiring';
import { pointAt } from '../../support/a-deploy-scene';

const EXPIRES = new Date(Date.now() + 3_600_000).toISOString();

/** What STS says when a role is assumed; `whose` names the credentials, or leaves that out. */
function answer(whose: string): string {
  const credentials = `<AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${EXPIRES}</Expiration>`;
  const result = `<AssumeRoleResult><Credentials>${credentials}</Credentials>${whose}</AssumeRoleResult>`;
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</AssumeRoleResponse>`;
}

const named = (arn: string): string =>
  `<AssumedRoleUser><AssumedRoleId>AROA1:x</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser>`;

describe('S28: whose credentials are these', () => {
  let server: Server;
  let whose = '';

  beforeAll(async () => {
    server = createServer((_, response) => response.setHeader('content-type', 'text/xml').end(answer(whose)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pointAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const enter = (): Promise<string> => {
    const access = {
      account: '111111111111',
      roleArn: 'arn:aws:iam::111111111111:role/cellwave',
      externalId: undefined,
    };
    const entry = { access, region: 'us-west-2', purpose: { kind: 'preflight' } } as const;
    return wireAws(systemClock).access.accountOf(entry, AbortSignal.timeout(10_000));
  };

  test.each([
    ['the public partition', 'arn:aws:sts::222222222222:assumed-role/cellwave/a'],
    ['another partition', 'arn:aws-us-gov:sts::222222222222:assumed-role/cellwave/a'],
  ])('the account that STS names, in %s', async (_, arn) => {
    whose = named(arn);
    await expect(enter()).resolves.toBe('222222222222');
  });

  test.each([
    ['names nobody', ''],
    ['names no account', named('arn:aws:sts:::assumed-role/cellwave/a')],
  ])('an answer that %s is no entry', async (_, said) => {
    whose = said;
    const error: unknown = await enter().catch((reason: unknown) => reason);
    expect(faultOf(error)).toMatchObject({ kind: expect.stringMatching(/unreachable|unreadable/) as string });
    expect(String(error)).toContain('STS did not say whose credentials it gave');
  });
});
