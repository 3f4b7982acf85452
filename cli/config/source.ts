import type { Document } from 'yaml';
import type { Problem } from './issue';

/** One document of one file, as it was written. */
export type SourceDocument = {
  readonly file: string;
  readonly text: string;
  /** For pointing at a place in the text; `undefined` if it cannot be had. */
  readonly tree: () => Document.Parsed | undefined;
  /** The plain value behind the tree. */
  readonly value: unknown;
};

export type Parsed = { readonly documents: readonly SourceDocument[]; readonly problems: readonly Problem[] };
