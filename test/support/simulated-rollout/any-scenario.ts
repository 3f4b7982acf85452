import * as fc from 'fast-check';
import type { CellEnd } from '../../../waves/rollout/wave-state';
import type { Plan } from '../../../waves/plan';
import type { Policy } from '../../../waves/policy';
import { aFleet } from '../a-fleet';
import { aPlan, PLANNED_AT } from '../a-plan';
import { aPolicy } from '../a-policy';
import type { Fate, Scenario, SpellPlan, Word } from './scenario';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const anyForward: fc.Arbitrary<CellEnd> = fc.oneof(
  { weight: 60, arbitrary: fc.constant<CellEnd>({ kind: 'deployed' }) },
  { weight: 4, arbitrary: fc.constant<CellEnd>({ kind: 'failed', why: 'health checks' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<CellEnd>({ kind: 'left', why: 'no baseline' }, { kind: 'moved', why: 'by hand' }),
  },
  { weight: 1, arbitrary: fc.constantFrom<CellEnd>({ kind: 'unknown', why: 'denied' }, { kind: 'lost', why: 'gone' }) },
  { weight: 1, arbitrary: fc.constant<CellEnd>({ kind: 'settled', why: 'cancelled by hand' }) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        because: fc.constantFrom('baseline-moved' as const, 'foreign-deployment' as const, 'vanished' as const),
        wasTouched: fc.boolean(),
      })
      .map((blocked): CellEnd => ({ kind: 'blocked', why: 'somebody', ...blocked })),
  },
);

const anySettle: fc.Arbitrary<Fate['settle']> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<Fate['settle']>({ kind: 'settled', why: 'turned round' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('left', 'moved', 'unknown', 'lost')
      .map((kind): Fate['settle'] => ({ kind, why: 'fate' })),
  },
);

const anyFate: fc.Arbitrary<Fate> = fc.record({
  forward: anyForward,
  forwardMs: fc.integer({ min: SECOND, max: 3 * MINUTE }),
  settle: anySettle,
  back: fc.oneof(
    { weight: 12, arbitrary: fc.constant<Fate['back']>('returned') },
    { weight: 1, arbitrary: fc.constantFrom<Fate['back']>('left', 'moved', 'unknown') },
  ),
  backMs: fc.integer({ min: SECOND, max: 4 * MINUTE }),
});

const anySpell: fc.Arbitrary<SpellPlan> = fc.record({
  subject: fc.nat({ max: 30 }),
  condition: fc.constantFrom('ALARM', 'ALARM', 'INSUFFICIENT_DATA', 'blind'),
  after: fc.constantFrom('start', 'touch', 'touch'),
  delayMs: fc.oneof(fc.integer({ min: 0, max: 4 * MINUTE }), fc.integer({ min: 0, max: 40 * MINUTE })),
  lastsMs: fc.oneof(fc.integer({ min: SECOND, max: 5 * MINUTE }), fc.integer({ min: MINUTE, max: 60 * MINUTE })),
});

const anyWord: fc.Arbitrary<Word> = fc.record({
  afterMs: fc.integer({ min: 0, max: 60 * MINUTE }),
  say: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('pause', 'resume').map((kind) => ({ kind })) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('abort', 'roll-back', 'cancel', 'cancel-wave', 'terminate-wave', 'reset')
        .map((kind) => ({ kind })),
    },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 1, max: 5 * MINUTE }).map((byMs) => ({ kind: 'extend' as const, byMs })),
    },
    { weight: 2, arbitrary: fc.nat({ max: 30 }).map((cell) => ({ kind: 'exempt' as const, cell })) },
  ),
});

/** Open for twenty minutes of every hour, on every day. */
const HOURLY = Array.from({ length: 24 }, (_, hour) => ({
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const,
  fromMinute: hour * 60 + 20,
  toMinute: hour * 60 + 40,
}));

const aBakeMs = fc.integer({ min: SECOND, max: 6 * MINUTE });

const anyPolicy = fc
  .record({
    bakes: fc.record({ oneBoxMs: aBakeMs, oneCellMs: aBakeMs, oneAzMs: aBakeMs, regionMs: aBakeMs, soakMs: aBakeMs }),
    width: fc.record({
      basisPoints: fc.integer({ min: 1_000, max: 10_000 }),
      maxCells: fc.integer({ min: 1, max: 9 }),
    }),
    failureBudget: fc.constantFrom(0, 0, 1, 3),
    onBlind: fc.constantFrom('hold' as const, 'hold' as const, 'rollback' as const),
    afterPause: fc.constantFrom('continue' as const, 'restart' as const),
    pace: fc.constantFrom('az-by-az' as const, 'az-by-az' as const, 'emergency' as const),
    hourly: fc.constantFrom(false, false, true),
    holdMs: fc.integer({ min: MINUTE, max: 10 * MINUTE }),
  })
  .map(({ bakes, width, failureBudget, onBlind, afterPause, pace, hourly, holdMs }) => {
    const policy = aPolicy()
      .with({ failureBudget, width })
      .withBakes(bakes)
      .withGate({ onBlind, afterPause, blindHoldMs: holdMs, waitingHoldMs: holdMs })
      .withRollback({ pace, azMaxMs: 3 * MINUTE, width: { basisPoints: 10_000, maxCells: 4 } });
    return hourly ? policy.withWindows(...HOURLY) : policy.alwaysOpen();
  });

const anyFleet = fc
  .record({
    counts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
    boxes: fc.constantFrom(true, true, true, false),
  })
  .map(({ counts, boxes }) => {
    const fleet = aFleet().withCellsPerAz(...counts);
    return boxes ? fleet : fleet.withoutOneBoxes();
  });

/** Bakes of minutes: the planner has no floors of its own, and the machine none at all. */
const anyPlan: fc.Arbitrary<Plan> = fc.tuple(anyFleet, anyPolicy).map(([fleet, policy]) => planUnder(fleet, policy));

function planUnder(fleet: ReturnType<typeof aFleet>, policy: { build(): Policy }): Plan {
  const plan = aPlan().of(fleet).under(aPolicy().alwaysOpen()).build();
  const built = policy.build();
  const { bakes } = built;
  const bakeOf = {
    'one-box': bakes.oneBoxMs,
    'one-cell': bakes.oneCellMs,
    'one-az': bakes.oneAzMs,
    region: bakes.regionMs,
  };
  const waves = plan.waves.map((wave) => ({
    ...wave,
    width: Math.max(
      1,
      Math.min(Math.floor((wave.cells.length * built.width.basisPoints) / 10_000), built.width.maxCells),
    ),
    bakeMs: bakeOf[wave.kind],
  }));
  return { ...plan, policy: built, waves, soakMs: bakes.soakMs };
}

/** Rollouts of every shape: many in which all is well, and many in which much happens at once. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  plan: anyPlan,
  startAt: fc.constant(PLANNED_AT + 25 * MINUTE),
  awsOffsetMs: fc.integer({ min: -3_000, max: 3_000 }),
  signalMs: fc.integer({ min: 1, max: 3_000 }),
  fates: fc.array(anyFate, { minLength: 1, maxLength: 8 }),
  spells: fc.oneof(fc.constant([]), fc.array(anySpell, { maxLength: 1 }), fc.array(anySpell, { maxLength: 4 })),
  words: fc.oneof(fc.constant([]), fc.array(anyWord, { maxLength: 1 }), fc.array(anyWord, { maxLength: 5 })),
  patience: fc.integer({ min: 0, max: 4 }),
});
