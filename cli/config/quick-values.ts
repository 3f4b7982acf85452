import { readJson } from './read-json';

/** Below it the YAML parser is quick enough. */
const LARGE_CHARACTERS = 512 * 1024;

/** The value of a large JSON text, five times faster than by the YAML parser. Undefined for every other text: the YAML parser says what is meant, or where the fault is. */
export function quickValues(text: string): readonly unknown[] | undefined {
  if (text.length < LARGE_CHARACTERS || !text.trimStart().startsWith('{')) return undefined;
  const json = readJson(text);
  return json === undefined ? undefined : [json];
}
