import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookNotifier } from '../../../activities/webhook/webhook-notifier';
import { systemClock } from '../../../runtime/system-clock';

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

describe('a person is told', () => {
  let server: Server;
  let received: Received[] = [];
  let status = 200;
  beforeEach(async () => {
    received = [];
    status = 200;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const order = () => ({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    secretEnv: 'HOOK_SECRET',
    id: 'app:us-west-2:v2-3f9c2a/halted',
    news: {
      event: 'halted',
      rollout: 'r',
      service: 's',
      region: 'us-west-2',
      release: 'v2',
      message: 'm',
      at: 1,
    } as const,
  });
  const send = (environment: Record<string, string> = { HOOK_SECRET: 'hush' }) =>
    createWebhookNotifier({ clock: systemClock, environment }).send(order(), new AbortController().signal);

  test('by a POST that is signed and carries an id to drop repeats by', async () => {
    await send();
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const expected = createHmac('sha256', 'hush')
      .update(`${String(headers['x-cellwave-timestamp'])}.${body}`)
      .digest('hex');
    expect(headers['x-cellwave-signature']).toBe(`v1=${expected}`);
    expect(headers['x-cellwave-id']).toBe(order().id);
    expect(JSON.parse(body)).toMatchObject({ id: order().id, event: 'halted' });
  });

  test('a receiver in trouble is tried again, one that refuses is not', async () => {
    status = 503;
    await expect(send()).rejects.not.toMatchObject({ nonRetryable: true });
    status = 403;
    await expect(send()).rejects.toMatchObject({ nonRetryable: true, type: 'WebhookRefused' });
  });

  test('without a secret nothing is sent', async () => {
    await expect(send({})).rejects.toMatchObject({ nonRetryable: true, type: 'NoSecret' });
    expect(received).toEqual([]);
  });
});
