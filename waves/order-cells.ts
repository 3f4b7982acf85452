import { sha256Hex } from './digest';
import type { Cell } from './fleet';

/**
 * The cell that goes first: the one whose hash with the release's digest is smallest. Every release draws anew, every cell is as likely as any
 * other, the order of the file plays no part, and whoever plans the same release draws the same cell.
 */
export function pickFirst(candidates: readonly Cell[], releaseDigest: string): Cell | undefined {
  const drawn = candidates.map((cell) => ({ cell, lot: sha256Hex(`${releaseDigest}\n${cell.name}`) }));
  return drawn.reduce<{ cell: Cell; lot: string } | undefined>(
    (best, next) => (best === undefined || next.lot < best.lot ? next : best),
    undefined,
  )?.cell;
}

/** By name, numbers by value: `c2` before `c10`. */
export function sortByName(cells: readonly Cell[]): readonly Cell[] {
  return cells
    .map((cell) => ({ cell, key: sortKey(cell.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell);
}

/** All AZs in the order of their ids, begun at the first cell's: as the first cell is drawn, no AZ is always first or always last. */
export function orderAzs(azIds: readonly string[], firstAzId: string): readonly string[] {
  const sorted = [...new Set(azIds)].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const first = sorted.indexOf(firstAzId);
  return [...sorted.slice(first), ...sorted.slice(0, first)];
}

/** Parts of at most `most` cells, as even as can be, in order. */
export function splitEvenly<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const parts = Math.ceil(items.length / most);
  return Array.from({ length: parts }, (_, part) =>
    items.slice(Math.floor((part * items.length) / parts), Math.floor(((part + 1) * items.length) / parts)),
  );
}

/** The name itself breaks the tie between `c1` and `c01`. */
function sortKey(name: string): string {
  return `${name.replace(/\d+/g, (digits) => digits.padStart(12, '0'))}\n${name}`;
}
