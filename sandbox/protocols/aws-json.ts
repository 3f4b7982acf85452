import { ServiceError, type Input } from '../service';
import type { Envelope, Protocol, WireAnswer, WireRequest } from './protocol';

/** awsJson1.0 and 1.1 differ in nothing that a client of ours reads but the content type, which `server.ts` echoes. */
export const awsJson: Protocol = {
  kind: 'aws-json',
  read(request) {
    const target = request.headers['x-amz-target'];
    if (typeof target !== 'string') return undefined;
    const [prefix = '', operation = ''] = target.split('.');
    return { prefix, operation, input: parseMembers(request) };
  },
  writeResult: (result, envelope) => answer(200, JSON.stringify(result ?? {}, timeStamps(envelope.skewMs))),
  writeError: (error) => ({
    ...answer(error.status, JSON.stringify({ __type: error.name, message: error.message })),
    // The SDK takes an error's name from here when it asked in query mode, and ignores it otherwise.
    headers: { 'content-type': contentType, 'x-amzn-query-error': `${error.queryCode};${error.fault}` },
  }),
};

const contentType = 'application/x-amz-json-1.1';

function answer(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': contentType }, body };
}

function parseMembers(request: WireRequest): Input {
  if (request.body.length === 0) return {};
  let members: unknown;
  try {
    members = JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new ServiceError({ name: 'SerializationException', message: 'the body is not JSON' });
  }
  if (!isRecord(members))
    throw new ServiceError({ name: 'SerializationException', message: 'the body is not an object' });
  return members;
}

function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Time stamps are epoch seconds with a fraction. `this` is the holder: JSON.stringify calls toJSON of a Date before the replacer sees it. */
function timeStamps(skewMs: Envelope['skewMs']) {
  return function (this: Input, key: string, value: unknown): unknown {
    const raw = this[key];
    return raw instanceof Date ? (raw.getTime() + skewMs) / 1000 : value;
  };
}
