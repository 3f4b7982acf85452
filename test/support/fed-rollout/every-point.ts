import type { Plan } from '../../../waves/plan';
import { aFleet } from '../a-fleet';
import { aPlan } from '../a-plan';
import { aPolicy } from '../a-policy';
import { countPoints, tell, type Line, type Told } from './tell';
import type { Word } from './words';

/** Every point is visited when this is set (`npm run test:every-point`); a sample of them otherwise, another one for each word. */
const EVERY_POINT = process.env['CELLWAVE_EVERY_POINT'] === '1';
if (EVERY_POINT) jest.setTimeout(2 * 3_600_000);

/** Stories for each word. A story takes a third of a second, and there are a dozen words. */
const SAMPLE = 16;

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
};

/** Says the word at one point of a rollout after the other, each time in a new rollout, and expects nothing to be wrong with any. */
export async function atEveryPoint({ title, word, verify, opening = [] }: Case): Promise<void> {
  const plan = smallPlan();
  const from = opening.at(-1)?.point ?? 0;
  const points = pointsFor(title, { from, to: await countPoints(plan, opening) });
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

/** Evenly spread, and shifted by the title, so that all words together visit most points. */
function pointsFor(title: string, { from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const stride = EVERY_POINT ? 1 : Math.max(1, Math.floor((to - from) / SAMPLE));
  const shift = Array.from(title).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % stride;
  const count = Math.ceil((to - from - shift) / stride);
  return Array.from({ length: count }, (_, at) => from + shift + at * stride);
}
