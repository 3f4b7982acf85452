const LINE_END = 10;
const SPACE = 32;

/**
 * An upper bound of how many values a YAML text can hold, without parsing it: each needs a comma, a bracket, a line, or an indicator and a blank of its own. The
 * parser takes about a kilobyte for each.
 */
export function countSeparators(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_END || OPENING.has(code)) count += 1;
    else if (code === SPACE && INDICATORS.has(text.charCodeAt(at - 1))) count += 1;
  }
  return count;
}

const OPENING = codesOf(',[{');
const INDICATORS = codesOf('-?:');

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}
