import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { readFromTar } from './read-tar';

/** 156 MB today; a bound so that a hostile archive cannot fill the memory. */
const largestBinaryBytes = 400 * 1024 * 1024;

/** Takes one file out of a zip archive: the first whose path the caller wants. */
export function readFromZip(archive: Uint8Array, wanted: (path: string) => boolean): Uint8Array | undefined {
  const files = unzipSync(archive, {
    filter: (file) => wanted(file.name) && file.originalSize <= largestBinaryBytes,
  });
  return Object.values(files)[0];
}

/** Takes the named file out of whatever archive the download site has answered with. */
export function readFromArchive(archive: Uint8Array, name: string): Uint8Array | undefined {
  const isZip = archive[0] === 0x50 && archive[1] === 0x4b;
  if (isZip) return readFromZip(archive, (path) => path.split('/').at(-1) === name);
  return readFromTar(gunzipSync(archive, { maxOutputLength: largestBinaryBytes }), name);
}
