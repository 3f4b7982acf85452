const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

// Up to 15 digits every way to read them gives the same number.
const NUMBER = /^\d{1,15}$|^\d{1,8}\.\d{1,6}$/;
/** Numbers as nobody writes them in a fleet: hexadecimal, with an exponent, very long. */
const ODD_NUMBER = /^(?:0[ox][\da-fA-F]+|\d+|\d+\.\d*|\d+(?:\.\d*)?[eE][-+]?\d+)$/;

/** A word without quotes as YAML 1.2's core schema reads it; `undefined` for what is left to the precise parser. */
export function plainScalar(word: string): string | number | boolean | null | undefined {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  const first = word.charCodeAt(0);
  if (first < 0x30 || first > 0x39) return word;
  if (NUMBER.test(word)) return Number(word);
  return ODD_NUMBER.test(word) ? undefined : word;
}
