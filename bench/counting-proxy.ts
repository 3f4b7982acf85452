import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Call = { readonly at: number; readonly operation: string; readonly accessKey: string };

/** Stands between the worker and the sandbox and counts who asks what. */
export async function startCountingProxy(target: string): Promise<{ url: string; calls: Call[]; stop(): void }> {
  const calls: Call[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { url, method, headers } = incoming;
      calls.push({ at: Date.now(), operation: operationOf(headers, url, body), accessKey: keyOf(headers) });
      const onward = request({ hostname, port, path: url, method, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}`, calls, stop };
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** JSON names it in a header, RPC v2 in the path, the query protocol in the body. */
function operationOf(headers: Headers, path: string | undefined, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.')[1] ?? target;
  const inPath = /\/operation\/(\w+)/.exec(path ?? '')?.[1];
  return inPath ?? new URLSearchParams(body.toString('utf8')).get('Action') ?? 'unknown';
}

function keyOf({ authorization }: Headers): string {
  return /Credential=([^/]+)/.exec(String(authorization))?.[1] ?? 'none';
}
