import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const REPO = resolve(__dirname, '../..');

export const ROOMS = ['alarms', 'waves', 'activities', 'workflows', 'runtime', 'cli', 'sandbox'] as const;

export type HouseFile = { readonly path: string; readonly text: string };

/** Every source file of the product, as paths from the root of the repository. */
export function houseFiles(): readonly HouseFile[] {
  return ROOMS.filter((room) => existsSync(join(REPO, room))).flatMap((room) =>
    readdirSync(join(REPO, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => ({ path: join(room, path), text: readFileSync(join(REPO, room, path), 'utf8') })),
  );
}

/** The names that a file exports, read from its text; enough for a house in which every export is a plain declaration or list. */
export function exportedNames({ text }: HouseFile): readonly string[] {
  const declared = text.matchAll(
    /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|type|interface) (\w+)/gm,
  );
  const listed = text.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  const inLists = [...listed].flatMap(([, names = '']) =>
    names.split(',').map(
      (name) =>
        name
          .split(' as ')
          .at(-1)
          ?.replace(/^\s*type /, '')
          .trim() ?? '',
    ),
  );
  return [...[...declared].map(([, name = '']) => name), ...inLists].filter((name) => name !== '');
}
