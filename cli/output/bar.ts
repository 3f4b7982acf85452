/** `█████░░░░░`: how much of it has passed. */
export function bar(part: number, whole: number, columns: number): string {
  const share = whole <= 0 ? 1 : Math.min(1, Math.max(0, part / whole));
  // Full only when it is.
  const full = share === 1 ? columns : Math.min(columns - 1, Math.floor(share * columns));
  return '█'.repeat(full) + '░'.repeat(columns - full);
}
