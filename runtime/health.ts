import { createServer, type ServerResponse } from 'node:http';

export type Readiness = { readonly kind: 'ready' } | { readonly kind: 'not-ready'; readonly why: string };

export interface HealthOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly readiness: () => Readiness;
}

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * `/healthz` answers as long as the process's event loop turns; `/readyz` says whether it does its work, and if not why.
 * A worker that lost Temporal is not ready but healthy: a restart would not bring Temporal back.
 */
export async function startHealthServer(options: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/healthz') answer(response, 200, { status: 'ok' });
    else if (path === '/readyz') answerReadiness(response, options.readiness());
    else answer(response, 404, { error: 'ask for /healthz or /readyz' });
  });
  server.keepAliveTimeout = 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerReadiness(response: ServerResponse, readiness: Readiness): void {
  if (readiness.kind === 'ready') answer(response, 200, { status: 'ready' });
  else answer(response, 503, { status: 'not ready', why: readiness.why });
}

function answer(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
