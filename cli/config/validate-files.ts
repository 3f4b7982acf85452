import { resolve } from 'node:path';
import { CliError } from '../errors';
import { badFileError } from './bad-file-error';
import { findFiles, PLACES } from './find-files';
import { loadFiles } from './load-files';
import type { ConfigDocument } from './read-document';

export type CheckedDocument = { readonly file: string; readonly kind: string; readonly text: string };

/** Reads the files, or those found from `cwd` upward; throws all their problems at once. */
export function validateFiles(named: readonly string[], cwd: string): readonly CheckedDocument[] {
  const paths = named.length > 0 ? named.map((path) => resolve(cwd, path)) : findFiles(cwd);
  if (paths.length === 0)
    throw new CliError({
      kind: 'usage',
      message: `nothing to check: no ${PLACES.join(', ')} in ${cwd} or a folder above it`,
      remedy: 'name the files, or write some with `cellwave init`',
    });
  const { documents, problems } = loadFiles(paths, cwd);
  if (problems.length > 0) throw badFileError(problems);
  if (documents.length === 0)
    throw new CliError({
      kind: 'bad-file',
      message: `no document in ${paths.join(', ')}`,
      remedy: 'begin one with kind: Fleet',
    });
  return documents.map((document) => ({ file: document.file, kind: document.kind, text: describe(document) }));
}

function describe(document: ConfigDocument): string {
  switch (document.kind) {
    case 'Fleet': {
      const { service, regions } = document.value;
      const cells = regions.reduce((sum, region) => sum + region.cells.length, 0);
      return `${service}: ${cells} cells in ${regions.map(({ name }) => name).join(', ')}`;
    }
    case 'Release':
      return `${document.value.version} ${document.value.digest.slice(0, 'sha256:'.length + 12)}`;
    case 'Policy':
      return `${document.value.name}${document.value.purpose.kind === 'rehearsal' ? ' (rehearsal)' : ''}`;
  }
}
