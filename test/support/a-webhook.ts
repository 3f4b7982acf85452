import { createServer } from 'node:http';

export type Webhook = {
  readonly url: string;
  /** Bodies, in the order in which they came. */
  readonly received: () => readonly Told[];
  readonly close: () => Promise<void>;
};

export type Told = { readonly id: string; readonly event: string; readonly message: string };

/** Whoever a policy calls: takes everything, and remembers it. */
export async function openWebhook(): Promise<Webhook> {
  const received: Told[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push(JSON.parse(body));
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens nowhere');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received: () => [...received],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
