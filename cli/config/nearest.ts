import { nameSome } from '../../waves/name-some';

/** A word or a list beyond these is no typing error, and comparing it would take long. */
const LONGEST_WORD = 100;
const MOST_WORDS = 2_000;

/** The word a person probably meant, or undefined when none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known.slice(0, MOST_WORDS)) {
    const distance = distanceBetween(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}

/** `did you mean "x"?`, else the list, else nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length === 0 ? 'remove it' : `known here: ${nameSome(known, 12)}`;
}

/** A word that was not written to its end is near. */
function distanceBetween(word: string, candidate: string): number {
  return word.length > 1 && candidate.startsWith(word) ? 1 : editDistance(word, candidate);
}

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
function editDistance(from: string, to: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const ways = [
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
        ...(swapped ? [(older[column - 2] ?? 0) + 1] : []),
      ];
      current.push(Math.min(...ways));
    }
    older = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}
