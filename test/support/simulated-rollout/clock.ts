/** Time of a simulation: things that are due, earliest first, in the order they were asked for. */
export function openClock(startAt: number) {
  let now = startAt;
  let asked = 0;
  let due: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
  return {
    now: (): number => now,
    later(delayMs: number, run: () => void): void {
      asked += 1;
      due.push({ at: now + delayMs, order: asked, run });
    },
    /** Runs what is due next; false if there is nothing. */
    step(): boolean {
      const next = due.reduce<(typeof due)[number] | undefined>(
        (first, item) =>
          first === undefined || item.at < first.at || (item.at === first.at && item.order < first.order)
            ? item
            : first,
        undefined,
      );
      if (next === undefined) return false;
      due = due.filter((item) => item !== next);
      now = next.at;
      next.run();
      return true;
    },
  };
}
