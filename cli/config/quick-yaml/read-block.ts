import { BOUNDS } from '../bounds';
import type { Line, LineReader } from './line-reader';
import { isFreeKey, KEY, readInline } from './read-inline';
import type { Value } from './value';

const ENTRY = new RegExp(`^(${KEY}):(?: +(.*))?$`);

/** The block that begins at the current line. It ends at the first line that is not as far right; one at which no block around it goes on is left over in the end. */
export function readBlock(lines: LineReader, depth: number): Value | undefined {
  const line = lines.current();
  if (line === undefined || depth > BOUNDS.depth) return undefined;
  return isItem(line) ? readList(lines, line.indent, depth) : readMap(lines, line.indent, depth);
}

export function readMap(lines: LineReader, indent: number, depth: number): Value | undefined {
  const map: Record<string, Value> = {};
  for (let line = lines.current(); line?.indent === indent; line = lines.current()) {
    const [, key, rest = ''] = ENTRY.exec(line.text) ?? [];
    if (key === undefined || !isFreeKey(key, map)) return undefined;
    lines.advance();
    const value = isSilent(rest) ? readBelow(lines, indent, depth) : readInline(rest, depth + 1);
    if (value === undefined) return undefined;
    map[key] = value;
  }
  return map;
}

/** Behind a key with nothing on its line: a block further right, a list right below, or nothing. */
function readBelow(lines: LineReader, indent: number, depth: number): Value | undefined {
  const line = lines.current();
  const isOurs = line !== undefined && (line.indent > indent || (line.indent === indent && isItem(line)));
  return isOurs ? readBlock(lines, depth + 1) : null;
}

function readList(lines: LineReader, indent: number, depth: number): Value | undefined {
  const items: Value[] = [];
  for (let line = lines.current(); line?.indent === indent && isItem(line); line = lines.current()) {
    const item = readItem(lines, line, depth);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function readItem(lines: LineReader, { indent, text }: Line, depth: number): Value | undefined {
  const rest = text.slice(1).trimStart();
  const inner = { indent: indent + text.length - rest.length, text: rest };
  if (isItem(inner) || ENTRY.test(rest)) {
    lines.narrow(inner);
    return readBlock(lines, depth + 1);
  }
  lines.advance();
  return readInline(rest, depth + 1);
}

function isItem({ text }: Line): boolean {
  return text.startsWith('- ');
}

function isSilent(rest: string): boolean {
  return rest === '' || rest.startsWith('#');
}
