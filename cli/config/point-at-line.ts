import { isAlias, isCollection, isMap, isNode, isScalar, type Document } from 'yaml';
import { pathText, type Issue, type Path, type Problem } from './issue';
import { placesIn } from './line-and-column';
import type { SourceDocument } from './source';

/** Finds each issue's place in the file and what stands there. A missing key is pointed at by the block that lacks it. */
export function pointAtLines(issues: readonly Issue[], document: SourceDocument): readonly Problem[] {
  const tree = document.tree();
  const placeOf = placesIn(document.text);
  const problems = issues.map((issue) => ({
    file: document.file,
    ...placeOf(offsetOf(issue, tree)),
    path: pathText(issue.path),
    value: issue.at === 'value' ? shown(valueAt(document.value, issue.path)) : undefined,
    message: issue.message,
    fix: issue.fix,
  }));
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function offsetOf({ path, at }: Issue, tree: Document.Parsed | undefined): number {
  if (tree === undefined) return 0;
  let node: unknown = tree.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, part] of path.entries()) {
    const parent = isAlias(node) ? node.resolve(tree) : node;
    const key = isMap(parent) ? keyNode(parent, part) : undefined;
    if (at === 'key' && index === path.length - 1) return startOf(key) ?? offset;
    node = isCollection(parent) ? parent.get(part, true) : undefined;
    if (node === undefined || node === null) return startOf(key) ?? offset;
    offset = startOf(node) ?? offset;
  }
  return offset;
}

function keyNode(map: { readonly items: readonly { readonly key: unknown }[] }, key: string | number): unknown {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))?.key;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, part);
  }
  return current;
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 3)}...` : text;
}
