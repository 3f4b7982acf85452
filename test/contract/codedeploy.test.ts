import {
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentsCommand,
  CreateDeploymentCommand,
  GetApplicationCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
  ListTagsForResourceCommand,
  StopDeploymentCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CreateDeploymentCommandInput,
} from '@aws-sdk/client-codedeploy';
import { aDeploymentOf, ended, firstAccount, useContractCell } from '../support/contract-cell';
import { describeOnSandbox, refusalOf } from '../support/contract';

const app = { applicationName: 'app' };
const rest = { ...app, deploymentGroupName: 'rest' };

describe('CodeDeploy', () => {
  const cell = useContractCell();
  const create = (more: Partial<CreateDeploymentCommandInput>, key = 'app-v2.zip') =>
    cell.codeDeploy().send(new CreateDeploymentCommand(aDeploymentOf(key, more)));

  test('lists what exists', async () => {
    const client = cell.codeDeploy();
    expect((await client.send(new ListApplicationsCommand({}))).applications).toContain('app');
    expect((await client.send(new ListDeploymentGroupsCommand(app))).deploymentGroups?.sort()).toEqual([
      'one-box',
      'rest',
    ]);
    const { application } = await client.send(new GetApplicationCommand(app));
    expect(application).toMatchObject({ applicationName: 'app', computePlatform: 'Server' });
    const { deploymentGroupInfo } = await client.send(new GetDeploymentGroupCommand(rest));
    expect(deploymentGroupInfo).toMatchObject({ ...rest });
  });

  test.each([
    ['an unknown application', { applicationName: 'nothing' }, 'ApplicationDoesNotExistException'],
    ['an unknown group', { deploymentGroupName: 'nothing' }, 'DeploymentGroupDoesNotExistException'],
  ])('refuses to deploy to %s', async (_what, wrong, name) => {
    expect((await refusalOf(create(wrong))).name).toBe(name);
  });

  test('a deployment is created, ends, and is found again by its group and its description', async () => {
    const client = cell.codeDeploy();
    const { deploymentId } = await create({ description: 'marker-1 rollout a' });
    expect(deploymentId).toMatch(/^d-[A-Z0-9]{9}$/);
    const end = await ended(client, deploymentId);
    expect(end).toMatchObject({ status: 'Succeeded', description: 'marker-1 rollout a', creator: 'user' });
    expect(end.revision?.s3Location).toMatchObject({ key: 'app-v2.zip', version: 'version-of-app-v2.zip' });
    const { deployments = [] } = await client.send(new ListDeploymentsCommand(rest));
    expect(deployments).toContain(deploymentId);
    const { deploymentsInfo } = await client.send(
      new BatchGetDeploymentsCommand({ deploymentIds: deployments.slice(0, 25) }),
    );
    expect(deploymentsInfo?.map(({ description }) => description)).toContain('marker-1 rollout a');
  });

  test('an unknown deployment is refused', async () => {
    const call = cell.codeDeploy().send(new GetDeploymentCommand({ deploymentId: 'd-ABCDEFGH1' }));
    expect((await refusalOf(call)).name).toBe('DeploymentDoesNotExistException');
  });

  test('an application can be tagged and untagged', async () => {
    const client = cell.codeDeploy();
    const ResourceArn = `arn:aws:codedeploy:us-west-2:${firstAccount}:application:app`;
    await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'cellwave:stop', Value: 'sha256:1' }] }));
    const tagged = await client.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(tagged.Tags).toEqual([{ Key: 'cellwave:stop', Value: 'sha256:1' }]);
    await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['cellwave:stop'] }));
    expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags ?? []).toEqual([]);
  });

  describeOnSandbox('refuses as the real service does', 'emulators check none of this', () => {
    const tenMore = Array.from({ length: 11 }, (_, n) => ({ name: `alarm-${n}` }));
    test.each([
      ['no application', { applicationName: undefined }, 'ApplicationNameRequiredException'],
      ['no group', { deploymentGroupName: undefined }, 'DeploymentGroupNameRequiredException'],
      ['no revision', { revision: undefined }, 'RevisionRequiredException'],
      [
        'a revision without a key',
        { revision: { revisionType: 'S3', s3Location: { bucket: 'b' } } },
        'InvalidRevisionException',
      ],
      ['a description of 257 characters', { description: 'x'.repeat(257) }, 'DescriptionTooLongException'],
      ['an unknown configuration', { deploymentConfigName: 'Mine' }, 'DeploymentConfigDoesNotExistException'],
      [
        'eleven alarms',
        { overrideAlarmConfiguration: { enabled: true, alarms: tenMore } },
        'AlarmsLimitExceededException',
      ],
      [
        'an auto-rollback on nothing',
        { autoRollbackConfiguration: { enabled: true } },
        'InvalidAutoRollbackConfigException',
      ],
      ['target instances', { targetInstances: {} }, 'InvalidTargetInstancesException'],
    ] as const)('%s', async (_what, wrong, name) => {
      const input: CreateDeploymentCommandInput = { ...aDeploymentOf('app-v2.zip'), ...wrong };
      expect((await refusalOf(cell.codeDeploy().send(new CreateDeploymentCommand(input)))).name).toBe(name);
    });

    test('a description of 256 characters is taken', async () => {
      const client = cell.codeDeploy();
      const { deploymentId } = await create({ description: 'x'.repeat(256) });
      expect((await ended(client, deploymentId)).description).toHaveLength(256);
    });

    test('a batch of 26 deployments is too long, and unknown ids are left out of a shorter one', async () => {
      const client = cell.codeDeploy();
      const ids = (length: number) => Array.from({ length }, (_, n) => `d-ABCDEFG${String(n).padStart(2, '0')}`);
      const tooMany = client.send(new BatchGetDeploymentsCommand({ deploymentIds: ids(26) }));
      expect((await refusalOf(tooMany)).name).toBe('BatchLimitExceededException');
      expect((await client.send(new BatchGetDeploymentsCommand({ deploymentIds: ids(25) }))).deploymentsInfo).toEqual(
        [],
      );
    });

    test('an id of the wrong form is invalid, one of another account unknown', async () => {
      const { deploymentId } = await create({ deploymentGroupName: 'one-box' });
      await ended(cell.codeDeploy(), deploymentId);
      const other = cell.codeDeploy('111100000002');
      const askFor = (id: string | undefined) => refusalOf(other.send(new GetDeploymentCommand({ deploymentId: id })));
      expect((await askFor('d-1')).name).toBe('InvalidDeploymentIdException');
      expect((await askFor(deploymentId)).name).toBe('DeploymentDoesNotExistException');
    });

    test('a batch of groups names the missing ones', async () => {
      const names = { ...app, deploymentGroupNames: ['rest', 'nothing'] };
      const answer = await cell.codeDeploy().send(new BatchGetDeploymentGroupsCommand(names));
      expect(answer.deploymentGroupsInfo?.map((group) => group.deploymentGroupName)).toEqual(['rest']);
      expect(answer.errorMessage).toContain('nothing');
    });

    test('a list with an application needs a group, and a token must be its own', async () => {
      const list = (input: object) => refusalOf(cell.codeDeploy().send(new ListDeploymentsCommand(input)));
      expect((await list(app)).name).toBe('DeploymentGroupNameRequiredException');
      expect((await list({ deploymentGroupName: 'rest' })).name).toBe('ApplicationNameRequiredException');
      expect((await list({ ...rest, nextToken: 'mine' })).name).toBe('InvalidNextTokenException');
      expect((await list({ ...rest, includeOnlyStatuses: ['Great'] })).name).toBe('InvalidDeploymentStatusException');
    });

    test('a deployment that has ended cannot be stopped', async () => {
      const client = cell.codeDeploy();
      const { deploymentId } = await create({});
      await ended(client, deploymentId);
      const stop = client.send(new StopDeploymentCommand({ deploymentId }));
      expect((await refusalOf(stop)).name).toBe('DeploymentAlreadyCompletedException');
    });
  });
});
