import { takeCensus } from './census';
import { cutWaves } from './cut-waves';
import { planDigest } from './digest';
import type { Fleet, FleetRegion } from './fleet';
import { chooseFirst } from './first-cell';
import type { Plan, Planning, PlannedWave, Refusal } from './plan';
import type { Policy } from './policy';
import { refuseInputs, refuseUnwatched } from './refusals';
import type { Release } from './release';
import { warn } from './warnings';

export type PlanRequest = {
  readonly fleet: Fleet;
  /** Name of the Region. */
  readonly region: string;
  readonly release: Release;
  readonly policy: Policy;
  /** Decides which exemptions and pins still hold. */
  readonly now: number;
};

/** The ordered waves of one release in one Region, or every rule that forbids them. Total: whatever is asked, it answers. */
export function planWaves(request: PlanRequest): Planning {
  const region = request.fleet.regions.find(({ name }) => name === request.region);
  if (region === undefined) return { kind: 'refused', refusals: [unknownRegion(request)] };
  const census = takeCensus(region, request.now);
  const wrong = refuseInputs({ ...request, region, census });
  if (wrong.length > 0) return { kind: 'refused', refusals: wrong };
  const choice = chooseFirst({ region, census, release: request.release, policy: request.policy });
  if (choice.kind === 'refused') return { kind: 'refused', refusals: [choice] };
  const waves = cutWaves({ region, census, policy: request.policy, first: choice.cell });
  const unwatched = refuseUnwatched(waves, request.policy);
  if (unwatched.length > 0) return { kind: 'refused', refusals: unwatched };
  const warnings = warn({ region, census, policy: request.policy, waves, first: choice.cell });
  return { kind: 'planned', plan: freeze(request, region, { waves, warnings, excluded: census.excluded }) };
}

type Parts = Pick<Plan, 'warnings' | 'excluded'> & { readonly waves: readonly PlannedWave[] };

function freeze(request: PlanRequest, region: FleetRegion, parts: Parts): Plan {
  const plan: Omit<Plan, 'digest'> = {
    service: request.fleet.service,
    region: region.name,
    timeZone: region.timeZone,
    release: request.release,
    policy: request.policy,
    waves: parts.waves,
    aggregateAlarms: region.aggregateAlarms,
    soakMs: request.policy.bakes.soakMs,
    excluded: parts.excluded.map(({ cell, reason }) => ({ cell, reason })),
    warnings: parts.warnings,
  };
  return { ...plan, digest: planDigest(plan) };
}

function unknownRegion({ fleet, region }: PlanRequest): Refusal {
  const known = fleet.regions.map(({ name }) => name).join(', ');
  return {
    kind: 'refused',
    rule: 'input',
    message: `the fleet of ${fleet.service} has no region ${region}`,
    remedy: `choose one of: ${known}`,
  };
}
