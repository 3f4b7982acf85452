/** The names a text of a fleet file may contain in braces. */
export type Places = Readonly<Record<string, string>>;

export type FilledIn =
  { readonly kind: 'filled'; readonly text: string } | { readonly kind: 'unknown'; readonly place: string };

/** Replaces `{cell}` and its like. */
export function fillIn(template: string, places: Places): FilledIn {
  if (!template.includes('{')) return { kind: 'filled', text: template };
  const missing = [...template.matchAll(PLACE)]
    .map(([, place]) => place ?? '')
    .find((place) => !Object.hasOwn(places, place));
  if (missing !== undefined) return { kind: 'unknown', place: missing };
  return { kind: 'filled', text: template.replace(PLACE, (_, place: string) => places[place] ?? '') };
}

const PLACE = /\{([^{}]*)\}/g;
