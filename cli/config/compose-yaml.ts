import { Composer, isScalar, Parser, type Document } from 'yaml';
import { BOUNDS } from './bounds';
import { countSeparators } from './count-separators';
import { findOutOfBounds, type OutOfBounds } from './token-bounds';

export type Fault = { readonly message: string; readonly fix: string; readonly offset: number };

export type Composed =
  | { readonly kind: 'composed'; readonly trees: readonly Document.Parsed[] }
  | { readonly kind: 'refused'; readonly fault: Fault };

/** The documents of a text with the place of every value. What could make the parser slow or large is refused before. */
export function composeYaml(text: string): Composed {
  if (countSeparators(text) > BOUNDS.separators) return refused(TOO_MANY_VALUES, 0);
  const tokens = [...new Parser().parse(text)];
  const out = findOutOfBounds(tokens);
  if (out !== undefined) return refused(FAULTS[out.kind], out.offset);
  const composer = new Composer({ prettyErrors: false, version: '1.2' });
  const trees = [...composer.compose(tokens)].filter((tree): tree is Document.Parsed => 'contents' in tree);
  if (trees.length > BOUNDS.documentsPerFile) return refused(TOO_MANY_DOCUMENTS, 0);
  // A comment alone, or nothing between two `---`, is no document.
  return { kind: 'composed', trees: trees.filter((tree) => !isEmpty(tree) || tree.errors.length > 0) };
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

type Words = Omit<Fault, 'offset'>;

function refused(words: Words, offset: number): Composed {
  return { kind: 'refused', fault: { ...words, offset } };
}

const TOO_MANY_VALUES: Words = {
  message: `too many values: more than ${BOUNDS.separators} commas, brackets, colons and ends of lines`,
  fix: 'use cellDefaults and rows for cells, or split it into several files',
};
const TOO_MANY_DOCUMENTS: Words = {
  message: `more than ${BOUNDS.documentsPerFile} documents in one file`,
  fix: 'split it into several files',
};
const FAULTS: Readonly<Record<OutOfBounds['kind'], Words>> = {
  'too-deep': { message: `nested deeper than ${BOUNDS.depth} levels`, fix: 'flatten it' },
  'too-many-entries': {
    message: `more than ${BOUNDS.entries} entries in one block`,
    fix: 'split it: a Region holds fewer cells than that',
  },
};
