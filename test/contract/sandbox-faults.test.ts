import {
  CodeDeployClient,
  CreateDeploymentCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Fault } from '../../sandbox/faults';
import { deploymentsCreated, entriesOf } from '../../sandbox/ledger-queries';
import type { BareSandbox } from '../support/a-sandbox';
import { aDeploymentOf, ended, firstAccount, roleArn, useContractCell } from '../support/contract-cell';
import { describeOnSandbox, refusalOf } from '../support/contract';

const rest = { applicationName: 'app', deploymentGroupName: 'rest' };

describeOnSandbox('Faults on the wire', 'only the sandbox can be told to fail', () => {
  const cell = useContractCell();
  const fault = (effect: Fault['effect'], more: Partial<Fault> = {}) =>
    cell.sandbox().faults.add({ where: { service: 'codedeploy' }, limit: { kind: 'always' }, ...more, effect });
  const look = (account = firstAccount) => cell.codeDeploy(account).send(new GetDeploymentGroupCommand(rest));
  afterEach(() => cell.sandbox().faults.clear());

  test.each([
    [{ kind: 'throttle' }, 'ThrottlingException'],
    [{ kind: 'server-error', body: 'json' }, 'InternalFailure'],
    [{ kind: 'server-error', body: 'html' }, 'SyntaxError'],
    [{ kind: 'expired-credentials' }, 'ExpiredTokenException'],
    [{ kind: 'access-denied' }, 'AccessDeniedException'],
  ] as const)('%j reaches the caller as %s', async (effect, name) => {
    fault(effect);
    expect((await refusalOf(look())).name).toBe(name);
  });

  test('hits only the account, Region and operation it is for, and is in the record', async () => {
    fault({ kind: 'throttle' }, { where: { account: firstAccount, operation: 'GetDeploymentGroup' } });
    await refusalOf(look());
    await expect(look('111100000002')).resolves.toBeDefined();
    await expect(cell.codeDeploy().send(new ListDeploymentsCommand(rest))).resolves.toBeDefined();
    const [noted] = entriesOf(cell.sandbox().ledger.entries(), 'fault-injected').slice(-1);
    expect(noted).toMatchObject({ cell: 'cell-1', operation: 'GetDeploymentGroup', effect: 'throttle' });
  });

  test('is over when its count is used up, or its time has passed', async () => {
    fault({ kind: 'throttle' }, { limit: { kind: 'count', count: 2 } });
    fault({ kind: 'access-denied' }, { untilAt: Date.now() - 1 });
    fault({ kind: 'access-denied' }, { fromAt: Date.now() + 60_000 });
    const outcomes = [await refusalOf(look()), await refusalOf(look())];
    expect(outcomes.map(({ name }) => name)).toEqual(['ThrottlingException', 'ThrottlingException']);
    await expect(look()).resolves.toBeDefined();
  });

  test("is got over by the SDK's own retries", async () => {
    fault({ kind: 'server-error', body: 'json' }, { limit: { kind: 'count', count: 2 } });
    await expect(cell.codeDeploy(firstAccount, 3).send(new GetDeploymentGroupCommand(rest))).resolves.toBeDefined();
  });

  test('a cut before the request is applied changes nothing, a cut after it leaves the deployment there', async () => {
    const created = (description: string) =>
      deploymentsCreated(cell.sandbox().ledger.entries(), { descriptionPrefix: description });
    const create = (description: string) =>
      cell.codeDeploy().send(new CreateDeploymentCommand(aDeploymentOf('app-v2.zip', { description })));
    const once = { limit: { kind: 'count', count: 1 }, where: { operation: 'CreateDeployment' } } as const;
    fault({ kind: 'cut-before' }, once);
    expect((await refusalOf(create('before'))).message).toMatch(/hang up|ECONNRESET|socket/);
    expect(created('before')).toHaveLength(0);
    fault({ kind: 'cut-after' }, once);
    expect((await refusalOf(create('after'))).message).toMatch(/hang up|ECONNRESET|socket/);
    expect(created('after')).toHaveLength(1);
    await ended(cell.codeDeploy(), created('after')[0]?.deploymentId);
  });

  test('a slow answer takes its time', async () => {
    fault({ kind: 'slow', delayMs: 150 });
    const from = performance.now();
    await look();
    expect(performance.now() - from).toBeGreaterThanOrEqual(145);
  });

  test("a skewed account's time stamps and Date headers are ahead together, and it reads times on its own clock", async () => {
    const client = cell.codeDeploy();
    const { deploymentId } = await client.send(new CreateDeploymentCommand(aDeploymentOf('app-v3.zip')));
    const honest = (await ended(client, deploymentId)).createTime?.getTime() ?? 0;
    const skewMs = 600_000;
    fault({ kind: 'clock-skew', skewMs }, { where: { account: firstAccount } });
    const skewed = (await ended(client, deploymentId)).createTime?.getTime() ?? 0;
    expect(skewed - honest).toBe(skewMs);
    const start = new Date(skewed - 1);
    const { deployments } = await client.send(new ListDeploymentsCommand({ ...rest, createTimeRange: { start } }));
    expect(deployments).toEqual([deploymentId]);
    expect((await dateHeader(cell.sandbox(), client)) - Date.now()).toBeGreaterThan(skewMs - 5_000);
    expect((await dateHeader(cell.sandbox(), cell.codeDeploy('111100000002'))) - Date.now()).toBeLessThan(5_000);
  });

  test('a session policy narrows what a session may do', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['codedeploy:Get*', 'codedeploy:List*'], Resource: '*' }],
    });
    const sts = new STSClient({});
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'watch', Policy }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const client = new CodeDeployClient({ credentials, maxAttempts: 1 });
    await expect(client.send(new ListApplicationsCommand({}))).resolves.toMatchObject({ applications: ['app'] });
    const create = client.send(new CreateDeploymentCommand(aDeploymentOf('app-v2.zip')));
    expect((await refusalOf(create)).name).toBe('AccessDeniedException');
    client.destroy();
    sts.destroy();
  });
});

/** What the Date header says to whoever holds this client's credentials. */
async function dateHeader({ server }: BareSandbox, client: CodeDeployClient): Promise<number> {
  const { accessKeyId, sessionToken } = await client.config.credentials();
  const scope = `${accessKeyId}/20260101/us-west-2/codedeploy/aws4_request`;
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    'x-amz-security-token': sessionToken ?? '',
    'x-amz-target': 'CodeDeploy_20141006.ListApplications',
  };
  const answer = await fetch(server.url, { method: 'POST', headers });
  expect(answer.status).toBe(200);
  return Date.parse(answer.headers.get('date') ?? '');
}
