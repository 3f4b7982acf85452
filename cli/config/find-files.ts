import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is looked for, in each folder from here upward. */
export const PLACES = ['cellwave.yaml', 'cellwave.yml', 'cellwave.json', '.cellwave'] as const;

/** The first folder from `from` upward that has one of the places; all of its places. Empty when there is none. */
export function findFiles(from: string): readonly string[] {
  for (let folder = from; ; folder = dirname(folder)) {
    const here = PLACES.map((place) => join(folder, place)).filter((path) => existsSync(path));
    if (here.length > 0 || dirname(folder) === folder) return here;
  }
}
