const blockSize = 512;

/** The content of one file of a tar archive, or undefined. Enough of the format for a release archive: plain entries. */
export function readFromTar(archive: Uint8Array, name: string): Uint8Array | undefined {
  let offset = 0;
  while (offset + blockSize <= archive.length) {
    const header = archive.subarray(offset, offset + blockSize);
    const entry = textAt(header, 0, 100);
    if (entry === '') return undefined;
    const size = Number.parseInt(textAt(header, 124, 12), 8) || 0;
    const start = offset + blockSize;
    if (baseName(entry) === name)
      return start + size <= archive.length ? archive.subarray(start, start + size) : undefined;
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
  return undefined;
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end))
    .toString('latin1')
    .trim();
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
