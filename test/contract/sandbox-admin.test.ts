import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetDeploymentGroupCommand } from '@aws-sdk/client-codedeploy';
import { startBareSandbox } from '../support/a-sandbox';
import { firstAccount, useContractCell } from '../support/contract-cell';
import { describeOnSandbox, pointSdkAt, refusalOf } from '../support/contract';
import { useTempFolder } from '../support/temp-folder';

const rest = { applicationName: 'app', deploymentGroupName: 'rest' };

describeOnSandbox('The admin port', 'only the sandbox has one', () => {
  const cell = useContractCell();
  const folder = useTempFolder();
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${cell.sandbox().server.url}/_sandbox/${path}`, init);
    return { status: answer.status, body: await answer.json() };
  };
  const post = (path: string, value: unknown) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

  test('shows what runs where', async () => {
    const { body } = await ask('world');
    expect(body).toMatchObject({ cells: [{ name: 'cell-1', groups: [{ group: 'one-box' }, { group: 'rest' }] }, {}] });
  });

  test('places and clears faults from another process', async () => {
    const { body } = await post('faults', { where: { account: firstAccount }, effect: { kind: 'throttle' } });
    expect(body).toEqual({ id: expect.stringMatching(/^fault-/) });
    expect((await refusalOf(cell.codeDeploy().send(new GetDeploymentGroupCommand(rest)))).name).not.toBe('');
    expect(await ask('faults', { method: 'DELETE' })).toEqual({ status: 200, body: { faults: [] } });
    await expect(cell.codeDeploy().send(new GetDeploymentGroupCommand(rest))).resolves.toBeDefined();
  });

  test.each([
    ['an effect it does not know', { path: 'faults', value: { effect: { kind: 'magic' } }, status: 400 }],
    ['a member it does not know', { path: 'faults', value: { effect: { kind: 'throttle' }, wher: {} }, status: 400 }],
    ['a path it does not know', { path: 'nothing', value: {}, status: 404 }],
    ['a method it does not know', { path: 'ledger', value: {}, status: 405 }],
  ])('refuses %s', async (_what, { path, value, status }) => {
    expect(await post(path, value)).toMatchObject({ status, body: { error: expect.any(String) } });
  });

  test('refuses what a web page in a browser could send', async () => {
    const answer = await ask('faults', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
    expect(answer.status).toBe(415);
  });

  test('hands out the record from where the reader left off, and keeps it in a file', async () => {
    const file = join(folder(), 'not-there-yet', 'ledger.jsonl');
    const sandbox = await startBareSandbox({ ledgerFile: file });
    pointSdkAt(sandbox.server.url);
    await cell.codeDeploy().send(new GetDeploymentGroupCommand(rest));
    const since = async (seq: number) => (await fetch(`${sandbox.server.url}/_sandbox/ledger?since=${seq}`)).json();
    expect(await since(0)).toMatchObject({ entries: [{ seq: 1, kind: 'role-assumed', cell: 'cell-1' }] });
    expect(await since(1)).toEqual({ entries: [] });
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(sandbox.ledger.entries());
    await sandbox.stop();
    pointSdkAt(cell.sandbox().server.url);
  });

  test('takes no body that no client would send', async () => {
    const answer = await fetch(cell.sandbox().server.url, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) }).catch(
      () => undefined,
    );
    expect(answer?.status ?? 413).toBe(413);
    expect((await ask('health')).status).toBe(200);
  });
});
