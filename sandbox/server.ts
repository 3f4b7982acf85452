import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerAdmin, type AdminRoute } from './admin';
import { answerCall, type Desk, type Outcome } from './answer-call';
import { readBody } from './read-body';
import type { WireRequest } from './protocols/protocol';

export type ServerOptions = Desk & {
  /** 0 or undefined: any free port. */
  readonly port?: number | undefined;
  /** Loopback unless told otherwise, as inside a container: the sandbox checks no signatures. */
  readonly host?: string | undefined;
  /** What other processes may ask under `/_sandbox/`, besides what the server itself offers. */
  readonly adminRoutes?: readonly AdminRoute[] | undefined;
};

export type SandboxServer = { readonly url: string; readonly port: number; stop(): Promise<void> };

/** All accounts and Regions behind one port: what AWS_ENDPOINT_URL points at. */
export async function startServer(options: ServerOptions): Promise<SandboxServer> {
  const server = createServer((request, response) => {
    void serve(options, request, response).catch(() => request.socket.destroy());
  });
  // Longer than any client keeps an idle connection: a reset between two requests should only ever be a fault that was asked for.
  server.keepAliveTimeout = 120_000;
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port ?? 0, host);
  return { url: `http://${reachableName(host)}:${port}`, port, stop: () => close(server) };
}

async function serve(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const wire: WireRequest = {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: request.headers,
    body,
  };
  const admin = answerAdmin(options, wire);
  if (admin !== undefined) {
    response.writeHead(admin.status, admin.headers).end(admin.body);
    return;
  }
  send(options, response, await answerCall(options, wire));
}

function send(desk: Desk, response: ServerResponse, outcome: Outcome): void {
  if (outcome.kind === 'cut') {
    response.socket?.destroy();
    return;
  }
  const { answer, requestId, skewMs } = outcome;
  response.sendDate = false;
  response
    .writeHead(answer.status, {
      ...answer.headers,
      'content-length': Buffer.byteLength(answer.body),
      'x-amzn-requestid': requestId,
      date: new Date(desk.clock.now() + skewMs).toUTCString(),
    })
    .end(answer.body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error(`not a TCP address: ${String(address)}`));
      else resolve(address.port);
    });
  });
}

function explain(error: Error, port: number, host: string): Error {
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  return taken
    ? new Error(`port ${port} of ${host} is in use; name another, or 0 for any free one`, { cause: error })
    : error;
}

/** Listening everywhere is no address to call. */
function reachableName(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
