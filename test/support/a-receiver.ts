import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Policy } from '../../waves/policy';

export const RECEIVER_SECRET = 'RECEIVER_SECRET';

/** What a receiver of news does with a post: takes it, has no time now, or never says a word. */
export type Manner = 'takes' | 'refuses-first' | 'hangs';

export type Receiver = {
  readonly notify: Policy['notify'];
  /** Ids and events of all posts that were taken, as they came. */
  readonly taken: () => readonly { readonly id: string; readonly event: string }[];
  /** How many posts came, taken or not. */
  readonly posts: () => number;
  readonly stop: () => Promise<void>;
};

/** Somebody else's server, to which a rollout tells its news. */
export async function startReceiver(manner: Manner): Promise<Receiver> {
  const taken: { id: string; event: string }[] = [];
  const seen = new Set<string>();
  let posts = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      posts += 1;
      const { id, event }: { id: string; event: string } = JSON.parse(body);
      const isFirst = !seen.has(id);
      seen.add(id);
      if (manner === 'hangs') return;
      if (manner === 'refuses-first' && isFirst) return void response.writeHead(503).end();
      taken.push({ id, event });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env[RECEIVER_SECRET] = 'hush';
  return {
    notify: {
      kind: 'webhook',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
      secretEnv: RECEIVER_SECRET,
    },
    taken: () => taken,
    posts: () => posts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
