import { BOUNDS } from '../bounds';
import { plainScalar } from './plain-scalar';
import type { Value } from './value';

type Cursor = { readonly text: string; at: number };

/** What stands behind a key or a dash on its own line, and nothing else than a comment behind it. */
export function readInline(text: string, depth: number): Value | undefined {
  const first = text[0] ?? '';
  if (!'[{\'"'.includes(first)) return readPlainLine(text);
  const cursor = { text, at: 0 };
  const value = readFlow(cursor, depth);
  return value !== undefined && /^(?: +#.*)?$/.test(text.slice(cursor.at)) ? value : undefined;
}

// Letters, digits and what starts roles, paths and templates. A plain word ends before ": " and " #".
const PLAIN_LINE = /^([\p{L}\d_/$](?:[^:#]|:(?! |$)|(?<! )#)*)(?: #.*)?$/u;
const PLAIN_FLOW = /[\p{L}\d_/$](?:[^:#,[\]{}]|:(?![ ,[\]{}]|$)|(?<! )#)*/uy;
const QUOTED = /'(?:[^']|'')*'|"[^"\\]*"/y;
export const KEY = '[A-Za-z_][A-Za-z\\d_.$/-]{0,200}';
const FLOW_KEY = new RegExp(`(${KEY}): +`, 'y');

function readPlainLine(text: string): Value | undefined {
  const word = PLAIN_LINE.exec(text)?.[1];
  return word === undefined ? undefined : plainScalar(word.trimEnd());
}

function readFlow(cursor: Cursor, depth: number): Value | undefined {
  if (depth > BOUNDS.depth) return undefined;
  switch (cursor.text[cursor.at]) {
    case '[':
      return readFlowList(cursor, depth);
    case '{':
      return readFlowMap(cursor, depth);
    case "'":
    case '"':
      return readQuoted(cursor);
    default: {
      const word = take(cursor, PLAIN_FLOW)?.[0];
      return word === undefined ? undefined : plainScalar(word.trimEnd());
    }
  }
}

function readQuoted(cursor: Cursor): string | undefined {
  const quoted = take(cursor, QUOTED)?.[0];
  if (quoted === undefined) return undefined;
  const inner = quoted.slice(1, -1);
  return quoted.startsWith("'") ? inner.replaceAll("''", "'") : inner;
}

function readFlowList(cursor: Cursor, depth: number): Value | undefined {
  const items: Value[] = [];
  if (skipTo(cursor, ']')) return items;
  do {
    const item = readFlow(cursor, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
  } while (skipOver(cursor, ','));
  return closes(cursor, ']') ? items : undefined;
}

function readFlowMap(cursor: Cursor, depth: number): Value | undefined {
  const map: Record<string, Value> = {};
  if (skipTo(cursor, '}')) return map;
  do {
    const key = take(cursor, FLOW_KEY)?.[1];
    const value = key === undefined || !isFreeKey(key, map) ? undefined : readFlow(cursor, depth + 1);
    if (key === undefined || value === undefined) return undefined;
    map[key] = value;
  } while (skipOver(cursor, ','));
  return closes(cursor, '}') ? map : undefined;
}

/** Not there already, and text to the precise parser as well. */
export function isFreeKey(key: string, map: Readonly<Record<string, Value>>): boolean {
  return key !== '__proto__' && !Object.hasOwn(map, key) && plainScalar(key) === key;
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text) ?? undefined;
  cursor.at += found?.[0].length ?? 0;
  return found;
}

/** Over the bracket that opens, and over the one that closes if nothing stands between them. */
function skipTo(cursor: Cursor, close: string): boolean {
  cursor.at += 1;
  return closes(cursor, close);
}

function closes(cursor: Cursor, close: string): boolean {
  skipBlanks(cursor);
  if (cursor.text[cursor.at] !== close) return false;
  cursor.at += 1;
  return true;
}

function skipOver(cursor: Cursor, separator: string): boolean {
  const found = closes(cursor, separator);
  if (found) skipBlanks(cursor);
  return found;
}

function skipBlanks(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at += 1;
}
