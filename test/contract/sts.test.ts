import { CodeDeployClient, ListApplicationsCommand } from '@aws-sdk/client-codedeploy';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { startBareSandbox } from '../support/a-sandbox';
import { aWorld } from '../support/a-world';
import { describeOnSandbox, pointSdkAt, refusalOf } from '../support/contract';
import { firstAccount, roleArn, useContractCell } from '../support/contract-cell';

describe('STS', () => {
  useContractCell();
  const sts = () => new STSClient({ maxAttempts: 1 });
  const assume = (more: Partial<AssumeRoleCommandInput> = {}) =>
    sts().send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'contract', ...more }));

  test('AssumeRole hands out credentials that end when they were asked to', async () => {
    const { Credentials, AssumedRoleUser } = await assume({
      DurationSeconds: 900,
      Tags: [{ Key: 'rollout', Value: 'a' }],
    });
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
    const lastsMs = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    expect(lastsMs).toBeGreaterThan(890_000);
    expect(lastsMs).toBeLessThan(910_000);
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${firstAccount}:assumed-role/cellwave/contract`);
  });

  test('the session belongs to the account of the role', async () => {
    const { Credentials } = await assume();
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const who = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}));
    expect(who.Account).toBe(firstAccount);
    expect(who.Arn).toBe(`arn:aws:sts::${firstAccount}:assumed-role/cellwave/contract`);
  });

  describeOnSandbox('validates and trusts as STS does', 'emulators let anybody assume anything', () => {
    test.each([
      ['no role ARN', { RoleArn: 'cellwave' }, 'ValidationError'],
      ['a session name with a colon', { RoleSessionName: 'a:b' }, 'ValidationError'],
      ['a session name of one character', { RoleSessionName: 'a' }, 'ValidationError'],
      ['a session of a minute', { DurationSeconds: 60 }, 'ValidationError'],
      ['a session of two hours', { DurationSeconds: 7200 }, 'ValidationError'],
      ['a role that does not exist', { RoleArn: 'arn:aws:iam::111100000001:role/other' }, 'AccessDenied'],
      ['an account that does not exist', { RoleArn: 'arn:aws:iam::999999999999:role/cellwave' }, 'AccessDenied'],
      ['a policy that is no policy', { Policy: '{"Statement":7}' }, 'MalformedPolicyDocumentException'],
    ])('refuses %s', async (_what, wrong, name) => {
      expect((await refusalOf(assume(wrong))).name).toBe(name);
    });

    test('the credentials a worker starts with may call nothing but STS', async () => {
      const refused = await refusalOf(new CodeDeployClient({ maxAttempts: 1 }).send(new ListApplicationsCommand({})));
      expect(refused.name).toBe('AccessDeniedException');
    });

    test('temporary credentials of another run are unknown', async () => {
      const credentials = { accessKeyId: 'ASIA0000000000000000', secretAccessKey: 'x', sessionToken: 'y' };
      const refused = await refusalOf(
        new STSClient({ credentials, maxAttempts: 1 }).send(new GetCallerIdentityCommand({})),
      );
      expect(refused.name).toBe('InvalidClientTokenId');
    });
  });
});

describeOnSandbox('STS external id', 'needs a role that asks for one', () => {
  test('is demanded by the roles that ask for it', async () => {
    const sandbox = await startBareSandbox({ world: aWorld({ externalId: 'our-secret' }) });
    pointSdkAt(sandbox.server.url);
    const sts = new STSClient({ maxAttempts: 1 });
    const assume = (ExternalId: string | undefined) =>
      sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'contract', ExternalId }));
    expect((await refusalOf(assume(undefined))).name).toBe('AccessDenied');
    expect((await refusalOf(assume('a-guess'))).name).toBe('AccessDenied');
    await expect(assume('our-secret')).resolves.toMatchObject({ Credentials: { AccessKeyId: expect.any(String) } });
    sts.destroy();
    await sandbox.stop();
  });
});
