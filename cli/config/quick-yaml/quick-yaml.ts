import { BOUNDS } from '../bounds';
import { readLines } from './line-reader';
import { readMap } from './read-block';
import { sizeOf, type Value } from './value';

// No tabs, no carriage returns, no mark of byte order, no other blank than the one of the space bar: what those mean depends on where they stand.
const ORDINARY = /^[\n\x20-\x7e\u00a1-\u167f\u2010-\u2027\u3001-\ud7ff]*$/;

/** A pattern that goes over millions of characters overflows its stack. */
const LONGEST_LINE = 2_000;

/**
 * The documents of a YAML text that is made of nothing but plain blocks, one-line flows and one-line words, ten times faster than the YAML parser. Undefined
 * for everything else, also for whatever might be wrong: the YAML parser then says what it means, or where the fault is. A test holds the two to the same answers.
 * No library does it: js-yaml is as quick, and lets pass what is no YAML, such as `- [a]b: 1`.
 */
export function readQuickly(text: string): readonly Value[] | undefined {
  if (!ORDINARY.test(text)) return undefined;
  const written = text.split('\n');
  if (written.some((line) => line.length > LONGEST_LINE)) return undefined;
  const lines = readLines(written);
  const documents: Value[] = [];
  while (lines.current() !== undefined || lines.nextDocument()) {
    // Also when a document has left a line over: that one is further right.
    const document = lines.current()?.indent === 0 ? readMap(lines, 0, 1) : undefined;
    if (document === undefined) return undefined;
    if (documents.push(document) > BOUNDS.documentsPerFile || sizeOf(document) > BOUNDS.nodes) return undefined;
  }
  return documents;
}
