import fc from 'fast-check';
import { advance, startWatch } from '../../../alarms/advance';
import type { Look } from '../../../alarms/observation';
import type { WatchState } from '../../../alarms/watch-state';
import {
  aBlindAnswer,
  anAnswer,
  anOrder,
  aQuietLook,
  aSeenAlarm,
  aTransition,
  aWatched,
  HOUR,
  NOON,
  withAnswer,
} from '../../support/a-look';

const order = anOrder([aWatched('c1', ['errors']), aWatched('c2', ['errors'])]);

/** What a look finds, beside good health; `gap`: no data for a moment since the look before. */
const trouble = fc.constantFrom(
  'none',
  'none',
  'none',
  'none',
  'blind',
  'left-out',
  'missing',
  'no-data',
  'red-before',
  'gap',
);

/** One look: real time since the last, what became of the clocks, what was found, and whether time counts. */
const aStep = fc.record({
  passedMs: fc.integer({ min: 1, max: 90_000 }),
  jump: fc.oneof(
    { weight: 5, arbitrary: fc.constant({ clock: 'neither', byMs: 0 } as const) },
    {
      weight: 1,
      arbitrary: fc.record({
        clock: fc.constantFrom('aws', 'temporal'),
        byMs: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }),
      }),
    },
  ),
  trouble,
  counting: fc.constantFrom(true, true, true, false),
});
type Step = typeof aStep extends fc.Arbitrary<infer T> ? T : never;

type World = {
  readonly realAt: number;
  readonly awsOffMs: number;
  readonly temporalOffMs: number;
  readonly state: WatchState;
  /** Real time between two looks that were good and counted, with a quiet history between them. */
  readonly reallyGoodMs: number;
  readonly wasGood: boolean;
};

const atStart: World = {
  realAt: NOON,
  awsOffMs: 0,
  temporalOffMs: 0,
  state: startWatch({ temporalAt: NOON, lookedUntilAt: NOON }),
  reallyGoodMs: 0,
  wasGood: false,
};

function lookAt(awsAt: number, found: Step['trouble']): Look {
  const look = aQuietLook(order, awsAt);
  const answer = (change: Parameters<typeof aSeenAlarm>[1]): Look =>
    withAnswer(look, anAnswer('c1', [aSeenAlarm('errors', change)], { readAt: awsAt }));
  switch (found) {
    case 'blind':
      return withAnswer(look, aBlindAnswer('c1'));
    case 'left-out':
      return { ...look, accounts: look.accounts.slice(1) };
    case 'missing':
      return withAnswer(look, anAnswer('c1', [], { readAt: awsAt }));
    case 'no-data':
      return answer({ state: 'INSUFFICIENT_DATA' });
    case 'red-before':
      return answer({ state: 'ALARM' });
    case 'gap': {
      const transitions = [aTransition('errors', 'INSUFFICIENT_DATA', awsAt)];
      return withAnswer(look, anAnswer('c1', [aSeenAlarm('errors')], { readAt: awsAt, transitions }));
    }
    default:
      return look;
  }
}

function next(world: World, step: Step): World {
  const realAt = world.realAt + step.passedMs;
  const awsOffMs = world.awsOffMs + (step.jump.clock === 'aws' ? step.jump.byMs : 0);
  const temporalOffMs = world.temporalOffMs + (step.jump.clock === 'temporal' ? step.jump.byMs : 0);
  const look = { ...lookAt(realAt + awsOffMs, step.trouble), temporalAt: realAt + temporalOffMs };
  const isGood = step.counting && (step.trouble === 'none' || step.trouble === 'gap');
  const isCredited = world.wasGood && isGood && step.trouble === 'none';
  return {
    realAt,
    awsOffMs,
    temporalOffMs,
    state: advance(world.state, look, { ...order, counting: step.counting }),
    reallyGoodMs: world.reallyGoodMs + (isCredited ? step.passedMs : 0),
    wasGood: isGood,
  };
}

test('S6: whatever clocks, workers and accounts do, a bake never counts more than its real good time', () => {
  let credited = 0;
  fc.assert(
    fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
      let world = atStart;
      for (const step of steps) {
        const before = world;
        world = next(world, step);
        expect(world.state.goodMs).toBeGreaterThanOrEqual(before.state.goodMs);
        expect(world.state.goodMs - before.state.goodMs).toBeLessThanOrEqual(2 * order.pollMs);
        expect(world.state.goodMs).toBeLessThanOrEqual(world.reallyGoodMs);
      }
      credited += world.state.goodMs;
    }),
    { numRuns: 1_000 },
  );
  expect(credited).toBeGreaterThan(0);
});

test('S6: while all is well and looks come in time, a bake counts all of its time', () => {
  const inTime = fc.array(fc.integer({ min: 1, max: 2 * order.pollMs }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(inTime, (passed) => {
      const calm = { jump: { clock: 'neither', byMs: 0 }, trouble: 'none', counting: true } as const;
      const world = passed.reduce((at, passedMs) => next(at, { ...calm, passedMs }), atStart);
      const [, ...afterFirst] = passed;
      expect(world.state.goodMs).toBe(afterFirst.reduce((sum, passedMs) => sum + passedMs, 0));
    }),
  );
});
