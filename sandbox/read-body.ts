import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** Ten times the longest request of the operations here. */
const longestBody = 1024 * 1024;

/** The request's body, or undefined when it is longer than anything a client of the sandbox may send. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > longestBody) return undefined;
    chunks.push(chunk);
  }
  return unpack(Buffer.concat(chunks), request.headers['content-encoding']);
}

/** The SDK compresses PutMetricData above 10 kB. */
function unpack(body: Buffer, encoding: string | undefined): Buffer | undefined {
  if (encoding !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: longestBody });
  } catch {
    return undefined;
  }
}
