import { workerEndpoints } from '../../../runtime/environment';
import { startHealthServer, type HealthServer, type Readiness } from '../../../runtime/health';
import { parseBindAddress } from '../../../runtime/metrics';

const open: HealthServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(readiness: () => Readiness): Promise<string> {
  const server = await startHealthServer({ host: '127.0.0.1', port: 0, readiness });
  open.push(server);
  return server.url;
}

test('a worker that has lost Temporal is healthy but not ready, and says why', async () => {
  let now: Readiness = { kind: 'not-ready', why: 'no connection to Temporal' };
  const url = await serve(() => now);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const shut = await fetch(`${url}/readyz?verbose`);
  expect(shut.status).toBe(503);
  expect(await shut.json()).toEqual({ status: 'not ready', why: 'no connection to Temporal' });
  now = { kind: 'ready' };
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/else`)).status).toBe(404);
});

test('a port in use is an error of the start', async () => {
  const url = await serve(() => ({ kind: 'ready' }));
  const port = Number(new URL(url).port);
  const second = startHealthServer({ host: '127.0.0.1', port, readiness: () => ({ kind: 'ready' }) });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test.each([
  ['0.0.0.0:9464', '0.0.0.0:9464'],
  [':9464', '0.0.0.0:9464'],
  ['9464', '0.0.0.0:9464'],
  ['localhost:9464', 'localhost:9464'],
  ['[::1]:9464', '[::1]:9464'],
  ['nonsense', undefined],
  ['host:99999', undefined],
  ['', undefined],
])('%j binds to %s', (text, expected) => {
  expect(parseBindAddress(text)).toBe(expected);
});

test("the worker's endpoints come from its environment; a wrong one is named", () => {
  expect(workerEndpoints({})).toEqual({});
  expect(workerEndpoints({ CELLWAVE_HEALTH_ADDRESS: '[::]:8081', CELLWAVE_METRICS_ADDRESS: ':9464' })).toEqual({
    health: { host: '::', port: 8081 },
    metricsAddress: '0.0.0.0:9464',
  });
  expect(() => workerEndpoints({ CELLWAVE_METRICS_ADDRESS: 'yes' })).toThrow('CELLWAVE_METRICS_ADDRESS is "yes"');
});
