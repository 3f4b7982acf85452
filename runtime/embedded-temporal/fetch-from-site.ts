import type { ServerBinary } from './server-binary';
import { readFromArchive } from './unpack';

const site = 'https://temporal.download';

/** A network that allows only registries answers nothing or resolves nothing; nobody should wait for it. */
const firstByteMs = 8_000;
const wholeArchiveMs = 300_000;

/** Asks Temporal's download site, the way its SDKs do: a small answer says where the archive is and what is in it. */
export async function fetchFromSite(binary: ServerBinary): Promise<Uint8Array> {
  const answer: unknown = await (await get(siteUrl(binary))).json();
  const archiveUrl = textField(answer, 'archiveUrl');
  const file = textField(answer, 'fileToExtract');
  const archive = new Uint8Array(await (await get(archiveUrl)).arrayBuffer());
  const bytes = readFromArchive(archive, file.split('/').at(-1) ?? file);
  if (bytes === undefined) throw new Error(`no ${file} in ${archiveUrl}`);
  return bytes;
}

export function siteUrl(binary: ServerBinary): string {
  const windows = process.platform === 'win32';
  const query = new URLSearchParams({
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
    platform: windows ? 'windows' : process.platform,
    format: windows ? 'zip' : 'tar.gz',
  });
  return `${site}/${binary.artifact}/v${binary.version}?${query.toString()}`;
}

/** The deadline for the first byte ends when the headers are there; then a longer one guards the body. */
async function get(url: string): Promise<Response> {
  const abort = new AbortController();
  const first = setTimeout(() => abort.abort(new Error(`no answer within ${firstByteMs / 1000} s`)), firstByteMs);
  const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(wholeArchiveMs)]);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response;
  } finally {
    clearTimeout(first);
  }
}

function textField(answer: unknown, name: string): string {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  if (typeof value !== 'string') throw new Error(`the download site's answer has no ${name}`);
  return value;
}
