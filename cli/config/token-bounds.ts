import type { CST } from 'yaml';
import { BOUNDS } from './bounds';

export type OutOfBounds = { readonly kind: 'too-deep' | 'too-many-entries'; readonly offset: number };

/**
 * The first token nested too deep, or with too many entries, without recursion: composing the former would overflow the stack, composing the latter take hours, for
 * each key is compared with every one before it.
 */
export function findOutOfBounds(tokens: readonly CST.Token[]): OutOfBounds | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > BOUNDS.depth) return { kind: 'too-deep', offset: offsetOf(next.token) };
    const children = childrenOf(next.token);
    if (children.length > BOUNDS.entries) return { kind: 'too-many-entries', offset: offsetOf(next.token) };
    for (const token of children) if (isNested(token)) open.push({ token, depth: next.depth + 1 });
  }
  return undefined;
}

type Child = CST.Token | null | undefined;

/** A key without a value, or an item, counts as much as a whole pair. */
function childrenOf(token: CST.Token): readonly Child[] {
  if (token.type === 'document') return [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => (isNested(key) ? [key, value] : [value]));
}

function isNested(token: Child): token is CST.Token {
  return token !== undefined && token !== null && ('items' in token || token.type === 'document');
}

function offsetOf(token: CST.Token): number {
  return 'offset' in token ? token.offset : 0;
}
