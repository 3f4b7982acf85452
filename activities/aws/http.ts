import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Longest time one request may take: a create must be over well before the next attempt may send one (DESIGN 9). */
export const REQUEST_TIMEOUT_MS = 8_000;
export const CREATE_TIMEOUT_MS = 10_000;

const CONNECTION_TIMEOUT_MS = 3_000;
const MAX_SOCKETS = 400;

/** One pool of connections for all clients of a worker: hundreds of cells share few endpoints. */
export function createRequestHandler(): NodeHttpHandler {
  return new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    socketAcquisitionWarningTimeout: 60_000,
    httpAgent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    httpsAgent: new SecureAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
  });
}
