/** Stories for each word. A story takes a fifth of a second of processor time, and there are more than a dozen words. */
const SAMPLE = 14;

export type Choice = {
  readonly title: string;
  /** The first point that counts. */
  readonly from: number;
  readonly everyPoint: boolean;
  /** What is visited in any case, by what happens there next. */
  readonly closely: RegExp | undefined;
};

/**
 * Points of a rollout at which a word is said, from all that happens in it. Of a sample, one for each of as many kinds of happenings as it
 * holds, begun elsewhere for each title: most of what happens are looks, and what matters happens seldom.
 */
export function choosePoints(all: readonly string[], choice: Choice): readonly number[] {
  const points = all.map((what, point) => ({ what, point })).filter(({ point }) => point >= choice.from);
  if (choice.everyPoint) return points.map(({ point }) => point);
  const kinds = new Map<string, number[]>();
  for (const { what, point } of points) kinds.set(kindOf(what), [...(kinds.get(kindOf(what)) ?? []), point]);
  const turn = Array.from(choice.title).reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const groups = [...kinds.values()];
  const sample = Array.from({ length: SAMPLE }, (_, at) => {
    const group = groups[Math.floor(turn + (at * groups.length) / SAMPLE) % groups.length] ?? [];
    return group[(turn + at) % group.length] ?? choice.from;
  });
  const close = points.filter(({ what }) => choice.closely?.test(what) === true).map(({ point }) => point);
  return [...new Set([...sample, ...close])].sort((one, other) => one - other);
}

/** Cells, accounts and attempts differ by their numbers only. */
function kindOf(what: string): string {
  return what.replaceAll(/\d+/g, '#');
}
