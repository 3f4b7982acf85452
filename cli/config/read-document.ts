import type { Fleet } from '../../waves/fleet';
import type { Policy } from '../../waves/policy';
import type { Release } from '../../waves/release';
import { valueIssue, type Issue, type Problem, type Read } from './issue';
import { suggestion } from './nearest';
import { pointAtLines } from './point-at-line';
import { readFleet } from './read-fleet';
import { readPolicy } from './read-policy';
import { readRelease } from './read-release';
import type { SourceDocument } from './source';

export type ConfigDocument =
  | { readonly kind: 'Fleet'; readonly file: string; readonly value: Fleet }
  | { readonly kind: 'Release'; readonly file: string; readonly value: Release }
  | { readonly kind: 'Policy'; readonly file: string; readonly value: Policy };

export const DOCUMENT_KINDS = ['Fleet', 'Release', 'Policy'] as const;

export type ReadDocument =
  | { readonly kind: 'document'; readonly document: ConfigDocument }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** One document of a file, by what its `kind` says it is. */
export function readDocument(source: SourceDocument): ReadDocument {
  const { file } = source;
  const kind = kindOf(source.value);
  switch (kind) {
    case 'Fleet':
      return finish(readFleet(source.value), source, (value) => ({ kind, file, value }));
    case 'Release':
      return finish(readRelease(source.value), source, (value) => ({ kind, file, value }));
    case 'Policy':
      return finish(readPolicy(source.value), source, (value) => ({ kind, file, value }));
    default:
      return problems([unknownKind(kind)], source);
  }
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
}

function finish<Value>(
  read: Read<Value>,
  source: SourceDocument,
  make: (value: Value) => ConfigDocument,
): ReadDocument {
  return read.kind === 'read' ? { kind: 'document', document: make(read.value) } : problems(read.issues, source);
}

function problems(issues: readonly Issue[], source: SourceDocument): ReadDocument {
  return { kind: 'problems', problems: pointAtLines(issues, source) };
}

function unknownKind(kind: unknown): Issue {
  if (kind === undefined)
    return valueIssue(
      [],
      'the document does not say what it is',
      `begin it with kind: ${DOCUMENT_KINDS.join(', kind: ')}`,
    );
  return valueIssue(
    ['kind'],
    'no such kind of document',
    suggestion(typeof kind === 'string' ? kind : JSON.stringify(kind), DOCUMENT_KINDS),
  );
}
