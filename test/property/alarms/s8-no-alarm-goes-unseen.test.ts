import fc from 'fast-check';
import { advance, startWatch } from '../../../alarms/advance';
import { acknowledge } from '../../../alarms/acknowledged';
import type { AccountLook, AlarmTransition } from '../../../alarms/observation';
import { watchReturn } from '../../../alarms/watch-return';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import {
  aBlindAnswer,
  anAnswer,
  anOrder,
  aSeenAlarm,
  aTransition,
  aWatched,
  HOUR,
  MINUTE,
  NOON,
} from '../../support/a-look';

const OVERLAP_MS = 5 * MINUTE;
const order = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['errors'])], { until: { kind: 'endless' } });

/** A day in the life of an alarm: how long it stays as it is, in turns OK and ALARM, from an hour before the window. */
const aLife = fc.array(fc.integer({ min: 1_000, max: HOUR }), { minLength: 1, maxLength: 12 }).map((stays) => {
  let at = NOON - HOUR;
  return stays.map((stayMs, index): AlarmTransition => {
    at += stayMs;
    return aTransition('errors', index % 2 === 0 ? 'ALARM' : 'OK', at);
  });
});

/** `lost`: the attempt's state is lost with it, as by a cancel; `ahead`: AWS's clock is, for this one answer. */
const aStep = fc.record({
  passedMs: fc.integer({ min: 1_000, max: 40 * MINUTE }),
  fate: fc.constantFrom('well', 'well', 'well', 'well', 'blind', 'lost', 'ahead'),
});
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;

/** What CloudWatch answers at `realAt` when asked for history from `fromAt`. */
function answerOf(
  subject: string,
  life: readonly AlarmTransition[],
  asked: { readonly fromAt: number; readonly realAt: number },
): AccountLook {
  const past = life.filter(({ at }) => at <= asked.realAt);
  const newest = past.at(-1);
  const alarm = aSeenAlarm('errors', newest === undefined ? {} : { state: newest.to, transitionedAt: newest.at });
  const transitions = past.filter(({ at }) => at >= asked.fromAt);
  return anAnswer(subject, [alarm], { readAt: asked.realAt, transitions });
}

type Lives = readonly [readonly AlarmTransition[], readonly AlarmTransition[]];

type Moment = { readonly realAt: number; readonly fate: Step['fate'] };

function lookIn(lives: Lives, state: WatchState, { realAt, fate }: Moment): WatchState {
  const asked = { fromAt: state.lookedUntilAt - OVERLAP_MS, realAt };
  const answers = ['c1', 'c2'].map((subject, index) => answerOf(subject, lives[index] ?? [], asked));
  const accounts = answers.map((answer) => {
    if (fate === 'blind' && answer.subject === 'c1') return aBlindAnswer('c1');
    return fate === 'ahead' && answer.kind === 'seen' ? { ...answer, readAt: answer.readAt + HOUR } : answer;
  });
  return advance(state, { temporalAt: realAt, accounts }, order);
}

function newestInto(life: readonly AlarmTransition[], untilAt: number): number | undefined {
  return life.findLast(({ to, at }) => to === 'ALARM' && at >= NOON && at <= untilAt)?.at;
}

test('S8: an ALARM inside the window is told after the next look that goes well, however short it was and whatever went wrong before', () => {
  let told = 0;
  fc.assert(
    fc.property(fc.tuple(aLife, aLife), fc.array(aStep, { maxLength: 12 }), (lives, steps) => {
      const start = lookIn(lives, startWatch({ temporalAt: NOON, lookedUntilAt: NOON }), {
        realAt: NOON,
        fate: 'well',
      });
      let state = start;
      let realAt = NOON;
      for (const { passedMs, fate } of steps) {
        realAt += passedMs;
        const after = lookIn(lives, state, { realAt, fate });
        state = fate === 'lost' ? start : after;
      }
      // The first may be blind because the look before it was ahead.
      for (const laterMs of [1, 2]) state = lookIn(lives, state, { realAt: realAt + laterMs, fate: 'well' });
      const expected = lives.map((life) => newestInto(life, realAt + 2));
      const seen = ['c1', 'c2'].map((subject) => state.reds.find((red) => red.subject === subject)?.at);
      expect(seen).toEqual(expected);
      const isRed = expected.some((at) => at !== undefined);
      told += isRed ? 1 : 0;
      expect(state.verdict.kind === 'unhealthy').toBe(isRed);
      expect(watchReturn(start, state, order) === 'red').toBe(isRed);
    }),
    { numRuns: 1_000 },
  );
  expect(told).toBeGreaterThan(100);
});

test('S8: each ALARM is told once: weighed, it never comes back, and the next one does', () => {
  fc.assert(
    fc.property(
      aLife,
      fc.array(fc.integer({ min: 1_000, max: 40 * MINUTE }), { minLength: 1, maxLength: 12 }),
      (life, passed) => {
        let state = startWatch({ temporalAt: NOON, lookedUntilAt: NOON });
        let weighed: WatchOrder['acknowledged'] = [];
        let realAt = NOON;
        const told: number[] = [];
        for (const passedMs of passed) {
          realAt += passedMs;
          const asked = { fromAt: state.lookedUntilAt - OVERLAP_MS, realAt };
          const accounts = [answerOf('c1', life, asked), answerOf('c2', [], asked)];
          state = advance(state, { temporalAt: realAt, accounts }, { ...order, acknowledged: weighed });
          told.push(...state.reds.map(({ at }) => at));
          weighed = acknowledge(weighed, state.reds);
        }
        expect(told).toEqual([...new Set(told)].sort((one, other) => one - other));
        expect(told.at(-1)).toBe(newestInto(life, realAt));
      },
    ),
    { numRuns: 500 },
  );
});
