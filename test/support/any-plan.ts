import * as fc from 'fast-check';
import type { Cell, Fleet, OneBox } from '../../waves/fleet';
import type { Policy } from '../../waves/policy';
import type { PlanRequest } from '../../waves/plan-waves';
import { aCell, aFleet } from './a-fleet';
import { PLANNED_AT } from './a-plan';
import { aPolicy } from './a-policy';
import { aRelease } from './a-release';

const anyOneBox: fc.Arbitrary<OneBox> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(0.05, 0.1, 1 / 3, 0.5)
      .map((share): OneBox => ({ kind: 'group', deploymentGroup: 'web-one-box', share })),
  },
  { weight: 1, arbitrary: fc.constant<OneBox>({ kind: 'none', reason: 'one instance' }) },
);

/** Mostly active; else exempt or pinned until before, exactly at, or after the planning. */
const anyStanding: fc.Arbitrary<Cell['standing']> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Cell['standing']>({ kind: 'active' }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ kind: fc.constantFrom('exempt' as const, 'pinned' as const), offset: fc.constantFrom(-1, 0, 1, 9_999) })
      .map(({ kind, offset }) => ({ kind, reason: 'audit', expiresAt: PLANNED_AT + offset })),
  },
);

const anyWeight = fc.oneof(
  fc.constantFrom(1, 1, 1, 0.1, 1e-6, 7, 1e6),
  fc.double({ min: 0.001, max: 1000, noNaN: true }),
);

/** 1 to 5 AZs, 0 to 40 cells in each but at least one active, odd weights, exemptions, some without one-box. */
export const anyFleet: fc.Arbitrary<Fleet> = fc
  .array(fc.array(fc.record({ oneBox: anyOneBox, standing: anyStanding, weight: anyWeight }), { maxLength: 40 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((azs) => {
    const region = aFleet()
      .withCellsPerAz(...azs.map(() => 0))
      .buildRegion();
    const cells = azs.flatMap((cellsOfAz, az) =>
      cellsOfAz.map(({ oneBox, ...rest }, index): Cell => {
        const cell = aCell(`az${az + 1}-c${index + 1}`, `usw2-az${az + 1}`, az * 100 + index);
        return { ...cell, ...rest, target: { ...cell.target, oneBox } };
      }),
    );
    return { service: 'web', regions: [{ ...region, cells }] };
  })
  .filter(({ regions }) => regions.some(({ cells }) => cells.some(({ standing }) => standing.kind === 'active')));

const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    maxCells: fc.integer({ min: 1, max: 400 }),
    rehearsal: fc.boolean(),
    pace: fc.constantFrom('az-by-az' as const, 'emergency' as const),
  })
  .map(({ basisPoints, maxCells, rehearsal, pace }) => {
    const policy = aPolicy().withWidth({ basisPoints, maxCells }).withRollback({ pace });
    return (rehearsal ? policy.rehearsal() : policy).build();
  });

/** A request that no rule forbids. */
export const anyPlanRequest: fc.Arbitrary<PlanRequest> = fc
  .record({ fleet: anyFleet, policy: anyPolicy, version: fc.integer({ min: 0, max: 99 }) })
  .map(({ fleet, policy, version }) => ({
    fleet,
    region: 'us-west-2',
    release: aRelease().withVersion(`v${version}`).build(),
    policy,
    now: PLANNED_AT,
  }));
