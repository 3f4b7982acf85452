import { BOUNDS } from './bounds';

/** The value of a JSON text in which no key stands twice. Undefined for everything else, also for bad JSON. */
export function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Of two equal keys JSON.parse keeps the last and says nothing.
    return countKeys(value, BOUNDS.depth) === countColons(text) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** NaN for a value nested deeper than `limit`: equal to no number. */
function countKeys(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (limit === 0) return NaN;
  const below = Object.values(value).reduce<number>((sum, inner) => sum + countKeys(inner, limit - 1), 0);
  return below + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** Those behind keys: in good JSON there are no others outside of text. Without a pattern, whose stack a long text would overflow. */
function countColons(text: string): number {
  let count = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (isText && code === BACKSLASH) at += 1;
    else if (!isText && code === COLON) count += 1;
  }
  return count;
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
