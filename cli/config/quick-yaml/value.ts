/** What a plain document is made of. `undefined`, wherever one is asked for, means: leave this file to the precise parser. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Values as `countNodes` counts them: one for each, and two more for each key and its pair. */
export function sizeOf(value: Value): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (isList(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 1);
  return Object.values(value).reduce<number>((sum, item) => sum + 2 + sizeOf(item), 1);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
