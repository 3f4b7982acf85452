import {
  BatchGetDeploymentTargetsCommand,
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  ListDeploymentsCommand,
  ListDeploymentTargetsCommand,
  paginateListDeployments,
  StopDeploymentCommand,
  UpdateDeploymentGroupCommand,
  type CreateDeploymentCommandInput,
} from '@aws-sdk/client-codedeploy';
import { entriesOf } from '../../sandbox/ledger-queries';
import type { DeploymentOutcome } from '../../sandbox/services/codedeploy/hooks';
import type { GroupWorld } from '../../sandbox/world';
import { startBareSandbox, type BareSandbox } from '../support/a-sandbox';
import { aRevision, aWorld } from '../support/a-world';
import { aDeploymentOf, ended, useContractCell } from '../support/contract-cell';
import { describeOnSandbox, pointSdkAt, refusalOf } from '../support/contract';
import { eventually } from '../support/eventually';

const rest = { applicationName: 'app', deploymentGroupName: 'rest' };
const everyEvent = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] as const;
const autoRollback = { autoRollbackConfiguration: { enabled: true, events: [...everyEvent] } };

describeOnSandbox('CodeDeploy deployments', 'no emulator fails, stops or rolls back a deployment', () => {
  const cell = useContractCell();
  let sandbox: BareSandbox;
  beforeEach(async () => {
    sandbox = await startBareSandbox();
    pointSdkAt(sandbox.server.url);
  });
  afterEach(() => sandbox.stop());

  const create = async (key: string, more: Partial<CreateDeploymentCommandInput> = {}): Promise<string> => {
    const { deploymentId } = await cell.codeDeploy().send(new CreateDeploymentCommand(aDeploymentOf(key, more)));
    return deploymentId ?? '';
  };
  const info = async (deploymentId: string) =>
    (await cell.codeDeploy().send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo;
  const group = async () => (await cell.codeDeploy().send(new GetDeploymentGroupCommand(rest))).deploymentGroupInfo;
  const running = () => keysOf(sandbox.world.cells[0]?.applications.get('app')?.groups.get('rest'));
  const script = (key: string, outcome: DeploymentOutcome) => sandbox.outcomes.set(key, outcome);
  const fails = (afterInstances: number): DeploymentOutcome => ({
    kind: 'fails',
    afterInstances,
    errorCode: 'HEALTH_CONSTRAINTS',
    message: 'the new version does not start',
  });

  test('changes one instance after the other, by its own record, and then has succeeded', async () => {
    const id = await create('app-v2.zip');
    expect((await ended(cell.codeDeploy(), id)).deploymentOverview).toMatchObject({
      Succeeded: 4,
      Failed: 0,
      Skipped: 0,
    });
    expect(running()).toEqual(['app-v2.zip', 'app-v2.zip', 'app-v2.zip', 'app-v2.zip']);
    const lines = sandbox.ledger.entries().filter((entry) => 'deploymentId' in entry && entry.deploymentId === id);
    const changes = Array.from({ length: 4 }, () => 'instance-changed');
    expect(lines.map(({ kind }) => kind)).toEqual(['deployment-created', ...changes, 'deployment-ended']);
    const at = lines.map((line) => line.at);
    expect(new Set(at.slice(1, 5)).size).toBe(4);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  test('a group takes one deployment at a time', async () => {
    script('hangs.zip', { kind: 'hangs', afterInstances: 1 });
    const id = await create('hangs.zip');
    const refused = await refusalOf(create('app-v3.zip', { description: 'second' }));
    expect(refused.name).toBe('DeploymentLimitExceededException');
    expect(refused.message).toContain(id);
    await eventually('an instance', async () =>
      (await info(id))?.deploymentOverview?.Succeeded === 1 ? true : undefined,
    );
    expect((await info(id))?.status).toBe('InProgress');
    expect((await refusalOf(create('app-v3.zip'))).name).toBe('DeploymentLimitExceededException');
    expect(sandbox.ledger.entries()).toContainEqual(
      expect.objectContaining({
        kind: 'deployment-refused',
        description: 'second',
        error: 'DeploymentLimitExceededException',
      }),
    );
  });

  test('the group knows its last successful and last attempted deployment, also of the baseline', async () => {
    const before = await group();
    expect(before?.lastSuccessfulDeployment?.deploymentId).toMatch(/^d-/);
    expect((await info(before?.lastSuccessfulDeployment?.deploymentId ?? ''))?.revision?.s3Location?.key).toBe(
      'app-v1.zip',
    );
    script('bad.zip', fails(1));
    const bad = await create('bad.zip');
    await ended(cell.codeDeploy(), bad);
    const after = await group();
    expect(after?.lastAttemptedDeployment).toMatchObject({ deploymentId: bad, status: 'Failed' });
    expect(after?.lastSuccessfulDeployment?.deploymentId).toBe(before?.lastSuccessfulDeployment?.deploymentId);
  });

  test('a group without any deployment has no last one', async () => {
    const empty = await startBareSandbox({ world: aWorld({ baseline: undefined }) });
    pointSdkAt(empty.server.url);
    const fresh = await group();
    expect(fresh).not.toHaveProperty('lastSuccessfulDeployment');
    expect(fresh).not.toHaveProperty('lastAttemptedDeployment');
    await empty.stop();
  });

  test('fails with the scripted error once too few healthy instances are left', async () => {
    script('bad.zip', fails(1));
    const end = await ended(cell.codeDeploy(), await create('bad.zip'));
    expect(end.status).toBe('Failed');
    expect(end.errorInformation).toEqual({ code: 'HEALTH_CONSTRAINTS', message: 'the new version does not start' });
    expect(end.deploymentOverview).toMatchObject({ Succeeded: 1, Failed: 1, Skipped: 2 });
    expect(running()).toEqual(['bad.zip', 'app-v1.zip', 'app-v1.zip', 'app-v1.zip']);
  });

  test('OneAtATime forgives the last instance: Succeeded with Failed 1', async () => {
    script('nearly.zip', fails(3));
    const end = await ended(cell.codeDeploy(), await create('nearly.zip'));
    expect(end.status).toBe('Succeeded');
    expect(end.deploymentOverview).toMatchObject({ Succeeded: 3, Failed: 1 });
  });

  test('names every instance and why one failed', async () => {
    script('bad.zip', fails(1));
    const deploymentId = await create('bad.zip');
    await ended(cell.codeDeploy(), deploymentId);
    const client = cell.codeDeploy();
    const { targetIds } = await client.send(new ListDeploymentTargetsCommand({ deploymentId }));
    const { deploymentTargets } = await client.send(new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }));
    const targets = deploymentTargets?.map(({ instanceTarget }) => instanceTarget);
    expect(targets?.map((target) => target?.status)).toEqual(['Succeeded', 'Failed', 'Skipped', 'Skipped']);
    expect(targets?.[1]?.lifecycleEvents?.[0]?.diagnostics?.message).toBe('the new version does not start');
  });

  test('deploys all at once, and only where something else runs, when it is told to', async () => {
    const deploymentConfigName = 'CodeDeployDefault.AllAtOnce';
    const whole = await ended(cell.codeDeploy(), await create('app-v2.zip', { deploymentConfigName }));
    expect(whole).toMatchObject({ deploymentConfigName, deploymentOverview: { Succeeded: 4 } });
    const changedAt = entriesOf(sandbox.ledger.entries(), 'instance-changed').map(({ at }) => at);
    expect(Math.max(...changedAt) - Math.min(...changedAt)).toBeLessThan(20);
    const [first] = sandbox.world.cells[0]?.applications.get('app')?.groups.get('rest')?.instances ?? [];
    if (first !== undefined) first.revision = aRevision('drifted.zip');
    const outdated = await ended(cell.codeDeploy(), await create('app-v2.zip', { updateOutdatedInstancesOnly: true }));
    expect(outdated).toMatchObject({ status: 'Succeeded', deploymentOverview: { Succeeded: 1, Skipped: 0 } });
  });

  test('a hanging deployment stays in progress until it is stopped; the stop takes a moment and keeps the mix', async () => {
    script('hangs.zip', { kind: 'hangs', afterInstances: 2 });
    const id = await create('hangs.zip');
    await eventually('two instances', async () =>
      (await info(id))?.deploymentOverview?.Succeeded === 2 ? true : undefined,
    );
    const stop = await cell.codeDeploy().send(new StopDeploymentCommand({ deploymentId: id }));
    expect(stop.status).toBe('Pending');
    const end = await ended(cell.codeDeploy(), id);
    expect(end).toMatchObject({ status: 'Stopped', errorInformation: { code: 'MANUAL_STOP' } });
    expect(end.deploymentOverview).toMatchObject({ Succeeded: 2, Skipped: 2 });
    expect(running()).toEqual(['hangs.zip', 'hangs.zip', 'app-v1.zip', 'app-v1.zip']);
    expect(end.rollbackInfo).toBeUndefined();
  });

  test('a failure sets off a rollback: a new deployment of the last good revision that names the one it undoes', async () => {
    script('bad.zip', fails(2));
    const id = await create('bad.zip', autoRollback);
    const rolledBackBy = await eventually(
      'the rollback',
      async () => (await info(id))?.rollbackInfo?.rollbackDeploymentId,
    );
    const rollback = await ended(cell.codeDeploy(), rolledBackBy);
    expect(rollback).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback' });
    expect(rollback.rollbackInfo?.rollbackTriggeringDeploymentId).toBe(id);
    expect(running()).toEqual(['app-v1.zip', 'app-v1.zip', 'app-v1.zip', 'app-v1.zip']);
  });

  test('a stop can ask for the rollback, or refuse the one that the group would do', async () => {
    script('hangs.zip', { kind: 'hangs' });
    await cell.codeDeploy().send(
      new UpdateDeploymentGroupCommand({
        applicationName: 'app',
        currentDeploymentGroupName: 'rest',
        ...autoRollback,
      }),
    );
    const refused = await create('hangs.zip');
    await cell.codeDeploy().send(new StopDeploymentCommand({ deploymentId: refused, autoRollbackEnabled: false }));
    expect((await ended(cell.codeDeploy(), refused)).rollbackInfo).toBeUndefined();
    const asked = await create('hangs.zip', { autoRollbackConfiguration: { enabled: false } });
    await cell.codeDeploy().send(new StopDeploymentCommand({ deploymentId: asked, autoRollbackEnabled: true }));
    await eventually('the rollback', async () => (await info(asked))?.rollbackInfo?.rollbackDeploymentId);
  });

  test("a red alarm of the group stops a deployment, unless the deployment overrides the group's alarms", async () => {
    sandbox.alarmStates.set('errors', 'ALARM');
    const alarmConfiguration = { enabled: true, alarms: [{ name: 'errors' }] };
    const update = { applicationName: 'app', currentDeploymentGroupName: 'rest', alarmConfiguration };
    await cell.codeDeploy().send(new UpdateDeploymentGroupCommand(update));
    const stopped = await ended(cell.codeDeploy(), await create('app-v2.zip'));
    expect(stopped).toMatchObject({ status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE' } });
    const override = { overrideAlarmConfiguration: { enabled: false } };
    expect((await ended(cell.codeDeploy(), await create('app-v1.zip', override))).status).toBe('Succeeded');
  });

  test('an alarm that cannot be read stops a deployment too, unless that is ignored', async () => {
    const unreadable = (ignorePollAlarmFailure: boolean) => ({
      overrideAlarmConfiguration: { enabled: true, ignorePollAlarmFailure, alarms: [{ name: 'gone' }] },
    });
    expect((await ended(cell.codeDeploy(), await create('a.zip', unreadable(false)))).status).toBe('Stopped');
    expect((await ended(cell.codeDeploy(), await create('a.zip', unreadable(true)))).status).toBe('Succeeded');
  });

  test('lists newest first, by status and time, page by page, and may lag behind', async () => {
    for (let n = 0; n < 3; n += 1) await ended(cell.codeDeploy(), await create(`app-v${n}.zip`));
    const client = cell.codeDeploy();
    const list = async (more: object) =>
      (await client.send(new ListDeploymentsCommand({ ...rest, ...more }))).deployments ?? [];
    const all = await list({});
    expect(all).toHaveLength(4);
    const times = await Promise.all(all.map(async (id) => (await info(id))?.createTime?.getTime() ?? 0));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(await list({ createTimeRange: { start: new Date(Date.now() - 60_000) } })).toEqual(all.slice(0, 3));
    expect(await list({ includeOnlyStatuses: ['Failed'] })).toEqual([]);
    sandbox.codeDeploy.setListLag(60_000);
    expect(await list({})).toEqual(all.slice(3));
  });

  test('pages hold 100', async () => {
    const quick = await startBareSandbox({ pace: { queueSeconds: 0, deploymentSeconds: 0 } });
    pointSdkAt(quick.server.url);
    const client = cell.codeDeploy();
    for (let n = 0; n < 130; n += 1) {
      const { deploymentId } = await client.send(new CreateDeploymentCommand(aDeploymentOf('app-v2.zip')));
      await ended(client, deploymentId);
    }
    const pages: number[] = [];
    for await (const page of paginateListDeployments({ client }, rest)) pages.push(page.deployments?.length ?? 0);
    expect(pages).toEqual([100, 31]);
    await quick.stop();
  });
});

function keysOf(group: GroupWorld | undefined): readonly (string | undefined)[] {
  return (group?.instances ?? []).map(({ revision }) => revision?.key);
}
