import { CodeDeployClient, CreateDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type FleetDescription, type Sandbox } from '../../sandbox';
import { describeOnSandbox, pointSdkAt } from '../support/contract';
import { eventually } from '../support/eventually';

const region = 'us-west-2';

async function deploy(fleet: FleetDescription, cellName: string, group: string | undefined): Promise<void> {
  const cell = fleet.cells.find(({ name }) => name === cellName);
  const [release] = fleet.releases;
  if (cell === undefined || release === undefined) throw new Error(`no cell ${cellName}, or no release`);
  const params = { RoleArn: cell.roleArn, RoleSessionName: 'rehearsal' };
  const client = new CodeDeployClient({ credentials: fromTemporaryCredentials({ params }) });
  const { bucket, key, s3Version, eTag } = release;
  await client.send(
    new CreateDeploymentCommand({
      applicationName: cell.application,
      deploymentGroupName: group,
      revision: { revisionType: 'S3', s3Location: { bucket, key, bundleType: 'zip', version: s3Version, eTag } },
    }),
  );
  client.destroy();
}

const entriesOf = ({ ledger }: Sandbox, kind: string) => ledger.entries().filter((entry) => entry.kind === kind);

describeOnSandbox('a whole sandbox', 'it is the subject', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const running: Sandbox[] = [];

  const start = async (scenario: string, ledgerFile?: string): Promise<Sandbox> => {
    const sandbox = await startSandbox({ scenario, ledgerFile });
    running.push(sandbox);
    pointSdkAt(sandbox.url);
    return sandbox;
  };

  afterEach(async () => {
    await Promise.all(running.splice(0).map((sandbox) => sandbox.stop()));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a deployment takes about a second, and its fault turns an alarm red within two more', async () => {
    const ledgerFile = join(folder, 'ledger.jsonl');
    const sandbox = await start('bad-one-box', ledgerFile);
    await deploy(sandbox.describeFleet(), 'usw2-az2-c1', 'one-box');
    const red = await eventually('the one-box alarm', () =>
      sandbox.ledger.entries().find((entry) => entry.kind === 'alarm-transition' && entry.to === 'ALARM'),
    );
    const [created] = entriesOf(sandbox, 'deployment-created').slice(-1);
    const [changed] = entriesOf(sandbox, 'instance-changed').slice(-1);
    const deployMs = (changed?.at ?? Infinity) - (created?.at ?? 0);
    const detectMs = red.at - (changed?.at ?? 0);
    expect({ cell: red.cell, deployMs: deployMs < 2_000, detectMs: detectMs < 2_500 }).toEqual({
      cell: 'usw2-az2-c1',
      deployMs: true,
      detectMs: true,
    });
    const written = readFileSync(ledgerFile, 'utf8').trimEnd().split('\n');
    expect(written).toHaveLength(sandbox.ledger.entries().length);
  });

  test('the third cell of a release that cannot be installed fails, the first two do not', async () => {
    const sandbox = await start('deploy-fails');
    const cells = ['usw2-az1-c1', 'usw2-az1-c2', 'usw2-az1-c3'];
    for (const cell of cells) await deploy(sandbox.describeFleet(), cell, 'one-box');
    const ends = await eventually('three ends', () => {
      const found = entriesOf(sandbox, 'deployment-ended').filter(({ at }) => at > 0);
      return found.length >= cells.length ? found.slice(-cells.length) : undefined;
    });
    const byCell = ends.map((entry) => (entry.kind === 'deployment-ended' ? [entry.cell, entry.status] : []));
    expect(byCell.sort()).toEqual([
      ['usw2-az1-c1', 'Succeeded'],
      ['usw2-az1-c2', 'Succeeded'],
      ['usw2-az1-c3', 'Failed'],
    ]);
  });

  test('another process reads the fleet and makes a release bad, or a Region ill, over the same port', async () => {
    const sandbox = await start('good');
    const fleet: unknown = await (await fetch(`${sandbox.url}/_sandbox/fleet`)).json();
    expect(fleet).toMatchObject({ service: 'sample-service', region, speed: 60 });
    const post = (path: string, body: unknown) =>
      fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const wrong = await post('incidents', { kind: 'errors', errorPercent: 200 });
    expect(wrong.status).toBe(400);
    await post('incidents', {
      kind: 'errors',
      errorPercent: 50,
      where: { cell: 'usw2-az3-c1' },
      for: '30m',
    });
    await post('release-faults', { release: 'v1.1.0', faults: [{ kind: 'errors', errorPercent: 50 }] });
    await deploy(sandbox.describeFleet(), 'usw2-az1-c1', 'one-box');
    const account = (name: string): string =>
      sandbox.describeFleet().cells.find((cell) => cell.name === name)?.account ?? '';
    for (const cell of ['usw2-az3-c1', 'usw2-az1-c1'])
      await eventually(`${cell} to be red`, () => {
        return sandbox.alarmState(account(cell), region, `${cell}-health`) === 'ALARM' || undefined;
      });
    expect(sandbox.alarmState(account('usw2-az2-c1'), region, 'usw2-az2-c1-health')).toBe('OK');
  });

  test('leaves nothing behind when it is stopped', async () => {
    const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    // A server of an earlier test may still be on its way out.
    await eventually('earlier ports to be given back', () => servers() === 0 || undefined);
    const sandbox = await start('good');
    expect(servers()).toBe(1);
    await sandbox.stop();
    running.splice(0);
    await eventually('the port to be given back', () => servers() === 0 || undefined);
    await expect(fetch(`${sandbox.url}/_sandbox/health`)).rejects.toThrow('fetch failed');
  });
});
