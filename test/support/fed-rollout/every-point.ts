import type { Plan } from '../../../waves/plan';
import { aFleet } from '../a-fleet';
import { aPlan } from '../a-plan';
import { aPolicy } from '../a-policy';
import { choosePoints } from './choose-points';
import { happenings, tell, type Line, type Told } from './tell';
import type { Word } from './words';

/** Every point is visited when this is set (`npm run test:every-point`); a sample of them otherwise, another one for each word. */
const EVERY_POINT = process.env['CELLWAVE_EVERY_POINT'] === '1';
if (EVERY_POINT) jest.setTimeout(2 * 3_600_000);

/** Two AZs of two cells with one-boxes: the smallest fleet with every kind of wave. Polls and bakes of a second. */
export function smallPlan(): Plan {
  return aPlan().of(aFleet().withCellsPerAz(2, 2)).under(aPolicy().rehearsal()).build();
}

/** What is wrong with a story; empty: nothing. */
export type Verify = (told: Told) => readonly string[] | Promise<readonly string[]>;

export type Case = {
  readonly title: string;
  readonly word: Word;
  readonly verify: Verify;
  /** What was said before; the word is then said at every point after it. */
  readonly opening?: readonly Line[];
  /** Points that are visited in any case, by what happens there next. */
  readonly closely?: RegExp;
};

/** Says the word at one point of a rollout after the other, each time in a new rollout, and expects nothing to be wrong with any. */
export async function atEveryPoint({ title, word, verify, opening = [], closely }: Case): Promise<void> {
  const plan = smallPlan();
  const all = await happenings(plan, opening);
  const points = choosePoints(all, { title, from: opening.at(-1)?.point ?? 0, everyPoint: EVERY_POINT, closely });
  const broken: string[] = [];
  let said = 0;
  for (const point of points) {
    const told = await tell(plan, [...opening, { word, point }]);
    if (told.said !== undefined) said += 1;
    const wrong = await verify(told);
    if (wrong.length > 0) broken.push(`point ${point}, before ${told.before}: ${wrong.join('; ')}`);
  }
  console.info(
    `${title}: ${points.length} points visited, ${points[0] ?? 0} to ${points.at(-1) ?? 0}, said at ${said}`,
  );
  expect(broken).toEqual([]);
  // A word that hardly ever finds anybody proves nothing.
  expect(said).toBeGreaterThan(points.length / 4);
}
