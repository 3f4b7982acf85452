import { Composer, isScalar, Parser, type CST, type Document } from 'yaml';
import { BOUNDS } from './bounds';
import type { Problem } from './issue';
import { measureDepth } from './measure-depth';
import { countNodes } from './count-nodes';
import { parseLargeJson } from './parse-json';
import { placesIn } from './line-and-column';
import type { Parsed, SourceDocument } from './source';

type SourceText = { readonly file: string; readonly text: string };

/** YAML or JSON text (JSON is YAML) to plain values. What could make the parser slow or large is refused before it is composed. */
export function parseYaml(source: SourceText): Parsed {
  if (Buffer.byteLength(source.text) > BOUNDS.fileBytes) return bad(source, TOO_LARGE);
  const json = parseLargeJson(source.text);
  if (json === undefined) return parseAny(source);
  const tree = (): Document.Parsed | undefined => compose([...new Parser().parse(source.text)])[0];
  return { documents: [{ ...source, tree, value: json }], problems: [] };
}

function parseAny(source: SourceText): Parsed {
  const tokens = [...new Parser().parse(source.text)];
  const tooDeepAt = measureDepth(tokens, BOUNDS.depth);
  if (tooDeepAt !== undefined) return bad(source, { ...TOO_DEEP, offset: tooDeepAt });
  const trees = compose(tokens);
  if (trees.length > BOUNDS.documentsPerFile) return bad(source, TOO_MANY_DOCUMENTS);
  return collect(source, trees);
}

function compose(tokens: readonly CST.Token[]): readonly Document.Parsed[] {
  const composer = new Composer({ prettyErrors: false, version: '1.2' });
  return [...composer.compose(tokens)].filter((tree): tree is Document.Parsed => 'contents' in tree);
}

function collect(source: SourceText, trees: readonly Document.Parsed[]): Parsed {
  const documents: SourceDocument[] = [];
  const problems: Problem[] = [];
  for (const tree of trees) {
    // A comment alone, or nothing between two `---`, is no document.
    if (isEmpty(tree) && tree.errors.length === 0) continue;
    const found = problemsOf(source, tree);
    if (found.length > 0) problems.push(...found);
    else documents.push({ ...source, tree: () => tree, value: tree.toJS({ maxAliasCount: -1 }) });
  }
  return { documents, problems };
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

function problemsOf(source: SourceText, tree: Document.Parsed): readonly Problem[] {
  // Tags that nobody resolves would silently become strings.
  const faults = [...tree.errors, ...tree.warnings].map((error) => ({
    message: error.message,
    fix: SYNTAX_FIXES[error.code] ?? 'correct the YAML here',
    offset: error.pos[0],
  }));
  if (faults.length > 0) return faults.map((fault) => at(source, fault));
  const counted = countNodes(tree, BOUNDS.nodes);
  if (counted.kind === 'counted') return [];
  return [at(source, { ...(counted.kind === 'too-many' ? ALIAS_BOMB : CIRCULAR), offset: counted.offset })];
}

const SYNTAX_FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'keep one of the two',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'align it with the lines around it',
  TAG_RESOLVE_FAILED: 'remove the tag (the word that begins with "!")',
};

type Fault = { readonly message: string; readonly fix: string; readonly offset: number };

const TOO_LARGE: Fault = {
  message: `file is larger than ${BOUNDS.fileBytes / 1024 / 1024} MiB`,
  fix: 'use cellDefaults and rows for cells, or split it into several files',
  offset: 0,
};
const TOO_DEEP: Fault = { message: `nested deeper than ${BOUNDS.depth} levels`, fix: 'flatten it', offset: 0 };
const TOO_MANY_DOCUMENTS: Fault = {
  message: `more than ${BOUNDS.documentsPerFile} documents in one file`,
  fix: 'split it into several files',
  offset: 0,
};
const ALIAS_BOMB: Fault = {
  message: `aliases unfold to more than ${BOUNDS.nodes} values`,
  fix: 'write the values out, or use cellDefaults',
  offset: 0,
};
const CIRCULAR: Fault = {
  message: 'an alias stands inside what it stands for',
  fix: 'write the values out',
  offset: 0,
};

function at({ file, text }: SourceText, { message, fix, offset }: Fault): Problem {
  return { file, ...placesIn(text)(offset), path: '', value: undefined, message, fix };
}

function bad(source: SourceText, fault: Fault): Parsed {
  return { documents: [], problems: [at(source, fault)] };
}
