/** `a, b, c and 7 more`: a message about 10,000 cells stays a sentence. */
export function nameSome(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
