import type { Plan, Planning } from '../../waves/plan';
import { planWaves } from '../../waves/plan-waves';
import { aFleet, type FleetBuilder } from './a-fleet';
import { aPolicy, type PolicyBuilder } from './a-policy';
import { aRelease, type ReleaseBuilder } from './a-release';

/** 2026-11-23 12:00 in UTC, a Monday. */
export const PLANNED_AT = Date.UTC(2026, 10, 23, 12);

export type PlanBuilder = {
  readonly of: (fleet: FleetBuilder) => PlanBuilder;
  readonly shipping: (release: ReleaseBuilder) => PlanBuilder;
  readonly under: (policy: PolicyBuilder) => PlanBuilder;
  readonly at: (now: number) => PlanBuilder;
  readonly planning: () => Planning;
  /** Throws with the refusals if there is no such plan. */
  readonly build: () => Plan;
};

type Recipe = {
  readonly fleet: FleetBuilder;
  readonly release: ReleaseBuilder;
  readonly policy: PolicyBuilder;
  readonly now: number;
};

/** What `planWaves` makes of the builders' defaults. */
export function aPlan(): PlanBuilder {
  return planOf({ fleet: aFleet(), release: aRelease(), policy: aPolicy(), now: PLANNED_AT });
}

function planOf(recipe: Recipe): PlanBuilder {
  const planning = (): Planning => {
    const fleet = recipe.fleet.build();
    const region = recipe.fleet.buildRegion().name;
    return planWaves({
      fleet,
      region,
      release: recipe.release.build(),
      policy: recipe.policy.build(),
      now: recipe.now,
    });
  };
  return {
    of: (fleet) => planOf({ ...recipe, fleet }),
    shipping: (release) => planOf({ ...recipe, release }),
    under: (policy) => planOf({ ...recipe, policy }),
    at: (now) => planOf({ ...recipe, now }),
    planning,
    build: () => {
      const planned = planning();
      if (planned.kind === 'planned') return planned.plan;
      throw new Error(planned.refusals.map(({ message }) => message).join('; '));
    },
  };
}
