import type { Document } from 'yaml';
import { BOUNDS } from './bounds';
import { composeYaml, type Fault } from './compose-yaml';
import { countNodes } from './count-nodes';
import type { Problem } from './issue';
import { placesIn } from './line-and-column';
import { quickValues } from './quick-values';
import type { Parsed, SourceDocument } from './source';

type SourceText = { readonly file: string; readonly text: string };

/** YAML or JSON text (JSON is YAML) to plain values. */
export function parseYaml(source: SourceText): Parsed {
  if (Buffer.byteLength(source.text) > BOUNDS.fileBytes) return bad(source, TOO_LARGE);
  const values = quickValues(source.text);
  return values === undefined ? parsePrecisely(source) : { documents: pointable(source, values), problems: [] };
}

/** Only who has to point at a fault needs the places of the values, and then once for all documents. */
function pointable(source: SourceText, values: readonly unknown[]): readonly SourceDocument[] {
  let trees: readonly Document.Parsed[] | undefined;
  const treesOnce = (): readonly Document.Parsed[] => {
    const composed = composeYaml(source.text);
    return composed.kind === 'composed' ? composed.trees : [];
  };
  return values.map((value, index) => ({ ...source, value, tree: () => (trees ??= treesOnce())[index] }));
}

function parsePrecisely(source: SourceText): Parsed {
  const composed = composeYaml(source.text);
  if (composed.kind === 'refused') return bad(source, composed.fault);
  const documents: SourceDocument[] = [];
  const problems: Problem[] = [];
  for (const tree of composed.trees) {
    const found = problemsOf(source, tree);
    if (found.length > 0) problems.push(...found);
    else documents.push({ ...source, tree: () => tree, value: tree.toJS({ maxAliasCount: -1 }) });
  }
  return { documents, problems };
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

const TOO_LARGE: Fault = {
  message: `file is larger than ${BOUNDS.fileBytes / 1024 / 1024} MiB`,
  fix: 'use cellDefaults and rows for cells, or split it into several files',
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
