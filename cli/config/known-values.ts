import { findFiles } from './find-files';
import { loadFiles } from './load-files';

/** Regions or versions in the files found from `cwd` upward, for completion: files with faults complete as far as they can be read. */
export function knownValues(what: string, cwd: string): readonly string[] {
  const { documents } = loadFiles(findFiles(cwd), cwd);
  return documents.flatMap((document) => {
    if (what === 'region' && document.kind === 'Fleet') return document.value.regions.map(({ name }) => name);
    if (what === 'release' && document.kind === 'Release') return [document.value.version];
    return [];
  });
}
