import { aFleet } from '../support/a-fleet';
import { aPlan, PLANNED_AT } from '../support/a-plan';
import { aPolicy } from '../support/a-policy';
import { startFedRollout, type FedRollout } from '../support/fed-rollout/a-fed-rollout';
import { startedCellsCarry } from '../support/fed-rollout/claims';
import { bakedInFull } from '../support/fed-rollout/good-time';
import { untilRest } from '../support/fed-rollout/tell';
import { endedAs, wrongIn } from '../support/fed-rollout/verdicts';
import { spansOf, untilBaking, waveRun } from '../support/fed-rollout/waves';
import { byUpdate } from '../support/fed-rollout/words';
import { isOpen } from '../../waves/windows';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;

/** As in production: bakes of 1, 1, 12 and 2 hours, a soak of 2, a look every 15 s, and starts inside the windows only. */
const plan = aPlan().of(aFleet().withCellsPerAz(2, 1)).under(aPolicy()).build();
const HALF_A_DAY = 'w03-one-az';

/** What it says of itself at the end is not asked: only when its waves began and ended. */
const WELL = [endedAs('completed'), startedCellsCarry, bakedInFull];

const startDays = (): Promise<FedRollout> =>
  startFedRollout(plan, PLANNED_AT, { lookMs: 0, groupSeconds: 60, stopSeconds: 5 });

const { stackTraceLimit } = Error;
// Every look throws, and the stacks of twelve thousand looks would take longer than the looks.
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

it('S6, S21: bakes of days last as long as the policy says, on one clock for all, and waves start inside windows', async () => {
  const rollout = await startDays();
  const before = await untilBaking(rollout, HALF_A_DAY);
  await untilRest(rollout, WEEK);
  expect(wrongIn(rollout, WELL)).toEqual([]);
  for (const { name, from, to, bakeMs } of spansOf(rollout)) {
    expect({ name, isShort: to - from < bakeMs }).toEqual({ name, isShort: false });
    expect({ name, isOpen: isOpen(plan.policy.windows, plan.timeZone, from) }).toEqual({ name, isOpen: true });
  }
  const last = Math.max(...spansOf(rollout).map(({ to }) => to));
  expect((rollout.run.closing?.at ?? 0) - last).toBeGreaterThanOrEqual(plan.soakMs);
  // DESIGN 15: a bake of any length is 16 returns of the watch.
  expect(waveRun(rollout, HALF_A_DAY).events - before).toBeLessThanOrEqual(120);
});

it('S6, S9, S20: an hour in which nobody can look holds the rollout, and lengthens the bake by no less', async () => {
  const rollout = await startDays();
  await untilBaking(rollout, HALF_A_DAY);
  rollout.timeline.later(2 * HOUR, 'an hour of blindness begins', () => rollout.fleet.alarms.blind(HOUR));
  let phase: unknown;
  rollout.timeline.later(3 * HOUR - MINUTE, 'what it says of itself then', () => {
    phase = String(waveRun(rollout, HALF_A_DAY).attributes.get('CwPhase'));
  });
  rollout.timeline.later(3 * HOUR + MINUTE, 'somebody resumes', () => void byUpdate('resume')(rollout));
  await untilRest(rollout, WEEK);
  expect(phase).toBe('held');
  expect(wrongIn(rollout, WELL)).toEqual([]);
  const { from, to } = spansOf(rollout).find(({ name }) => name === HALF_A_DAY) ?? { from: 0, to: 0 };
  expect(to - from).toBeGreaterThanOrEqual(13 * HOUR);
});
