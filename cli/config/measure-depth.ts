import type { CST } from 'yaml';

/** Offset of the first token nested deeper than `limit`, without recursion: composing such a file would overflow the stack. */
export function measureDepth(tokens: readonly CST.Token[], limit: number): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > limit) return 'offset' in next.token ? next.token.offset : 0;
    for (const token of childrenOf(next.token)) open.push({ token, depth: next.depth + 1 });
  }
  return undefined;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  const children: CST.Token[] = [];
  for (const { key, value } of token.items) {
    if (isNested(key)) children.push(key);
    if (isNested(value)) children.push(value);
  }
  return children;
}

function isNested(token: CST.Token | null | undefined): token is CST.Token {
  return token !== undefined && token !== null && 'items' in token;
}
