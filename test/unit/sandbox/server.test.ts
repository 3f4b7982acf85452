import { startBareSandbox } from '../../support/a-sandbox';
import { startServer } from '../../../sandbox/server';

test('a port in use is named, with the way out', async () => {
  const running = await startBareSandbox();
  const { world, ledger, faults, accounts } = running;
  const again = startServer({
    clock: world.clock,
    world,
    ledger,
    faults,
    accounts,
    services: [],
    port: running.server.port,
  });
  await expect(again).rejects.toThrow(`port ${running.server.port} of 127.0.0.1 is in use`);
  await running.stop();
});

test('a defect of a service is a 500 to the caller and stands in the record', async () => {
  const running = await startBareSandbox();
  const { world, ledger, faults, accounts } = running;
  const broken = {
    name: 'broken',
    protocol: 'aws-json' as const,
    targetPrefix: 'Broken_1',
    handle: () => Promise.reject(new Error('out of order')),
  };
  const server = await startServer({ clock: world.clock, world, ledger, faults, accounts, services: [broken] });
  const session = accounts.openSession({
    account: '111100000001',
    roleName: 'cellwave',
    sessionName: 'test',
    tags: new Map(),
    policy: undefined,
    durationMs: 900_000,
  });
  const scope = `${session.accessKeyId}/20260101/us-west-2/broken/aws4_request`;
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      'x-amz-security-token': session.sessionToken,
      'x-amz-target': 'Broken_1.Anything',
    },
  });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ __type: 'InternalFailure' });
  expect(ledger.entries()).toContainEqual(
    expect.objectContaining({
      kind: 'internal-error',
      service: 'broken',
      message: expect.stringContaining('out of order'),
    }),
  );
  await server.stop();
  await running.stop();
});
