import { isAlias, isCollection, isPair, type Document } from 'yaml';

export type Count = { readonly kind: 'counted' } | { readonly kind: 'too-many' | 'circular'; readonly offset: number };

type Counting = { total: number; stoppedBy: 'circular' | undefined; offset: number };

/** Values of a document once its aliases are unfolded, so that a small file cannot grow to gigabytes. */
export function countNodes(tree: Document.Parsed, limit: number): Count {
  const counting: Counting = { total: 0, stoppedBy: undefined, offset: 0 };
  count(tree.contents, new Map(), counting);
  if (counting.stoppedBy !== undefined) return { kind: counting.stoppedBy, offset: counting.offset };
  return counting.total > limit ? { kind: 'too-many', offset: counting.offset } : { kind: 'counted' };
}

const OPEN = -1;

/** `sizes`: of what each anchor stands for, or OPEN while we are inside it. Recursion is bounded: depth was checked before. */
function count(node: unknown, sizes: Map<string, number>, counting: Counting): void {
  const before = counting.total;
  counting.total += 1;
  if (isAlias(node)) {
    const size = sizes.get(node.source) ?? 0;
    counting.offset = node.range?.[0] ?? 0;
    if (size === OPEN) counting.stoppedBy = 'circular';
    else counting.total += size;
    return;
  }
  if (isPair(node)) {
    count(node.key, sizes, counting);
    count(node.value, sizes, counting);
    return;
  }
  const anchor = anchorOf(node);
  if (anchor !== undefined) sizes.set(anchor, OPEN);
  if (isCollection(node)) for (const item of node.items) count(item, sizes, counting);
  if (anchor !== undefined) sizes.set(anchor, counting.total - before);
}

function anchorOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('anchor' in node)) return undefined;
  return typeof node.anchor === 'string' ? node.anchor : undefined;
}
