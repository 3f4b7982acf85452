import type { Census } from './census';
import { releaseDigest } from './digest';
import { checkFloors, SMALLEST_SHARE_WATCHED } from './floors';
import type { Cell, Fleet, FleetRegion } from './fleet';
import { MOST_CELLS } from './limits';
import { nameSome } from './name-some';
import type { PlannedWave, Refusal } from './plan';
import type { Policy } from './policy';
import type { Release } from './release';
import { isTimeZone, nextOpening } from './windows';

export type Inputs = {
  readonly fleet: Fleet;
  readonly region: FleetRegion;
  readonly release: Release;
  readonly policy: Policy;
  readonly census: Census;
  readonly now: number;
};

/** Everything about the inputs that forbids a plan. Cells are checked whether they take part or not: an exemption ends one day. */
export function refuseInputs(inputs: Inputs): readonly Refusal[] {
  return [
    ...checkFloors(inputs.policy),
    ...refuseRelease(inputs.release),
    ...refuseWindows(inputs),
    ...refuseCells(inputs),
    ...refuseOneBoxes(inputs.region),
  ];
}

/** S9: what nobody watches is unknown. Aggregates do not count: one cell's fault drowns in a Region's sum. */
export function refuseUnwatched(waves: readonly PlannedWave[], policy: Policy): readonly Refusal[] {
  if (policy.gate.noAlarms !== undefined) return [];
  const names = waves.filter((wave) => watchedBasisPoints(wave) < SMALLEST_SHARE_WATCHED).map(({ name }) => name);
  return refuseIf(names, {
    rule: 'S9',
    says: (some) => `fewer than ${SMALLEST_SHARE_WATCHED / 100} % of the cells have an alarm of their own in ${some}`,
    remedy: 'give those cells alarms, or say in the policy why none is needed (gate.noAlarms)',
  });
}

function watchedBasisPoints(wave: PlannedWave): number {
  return (wave.cells.filter((cell) => cell.alarms.length > 0).length * 10_000) / wave.cells.length;
}

function refuseRelease(release: Release): readonly Refusal[] {
  const digest = releaseDigest(release.kind, release.artifact);
  return refuseIf(digest === release.digest ? [] : [release.version], {
    rule: 'S19',
    says: (version) => `release ${version} says its digest is ${release.digest}, its artifact gives ${digest}`,
    remedy: 'make the release anew from its artifact',
  });
}

function refuseWindows({ region, policy, now }: Inputs): readonly Refusal[] {
  if (!isTimeZone(region.timeZone)) {
    return refuseIf([region.timeZone], {
      rule: 'input',
      says: (zone) => `${region.name} has the time zone ${zone}, which is unknown`,
      remedy: 'give an IANA name such as America/Los_Angeles',
    });
  }
  const opens = nextOpening(policy.windows, region.timeZone, now) !== undefined;
  return refuseIf(opens ? [] : [policy.name], {
    rule: 'S21',
    says: (name) => `the windows of policy ${name} never open`,
    remedy: 'give at least one window with a day and from before to, or windows: always',
  });
}

function refuseCells({ fleet, region, census }: Inputs): readonly Refusal[] {
  const elsewhere = fleet.regions.filter(({ name }) => name !== region.name).flatMap(({ cells }) => cells);
  const others = new Set(elsewhere.map(({ name }) => name));
  const azIds = new Set(region.azIds);
  return [
    ...refuseIf(census.active.length > 0 ? [] : [region.name], {
      rule: 'input',
      says: (name) => `${name} has no active cell`,
      remedy: 'add a cell, or let an exemption end',
    }),
    ...refuseIf(region.cells.length > MOST_CELLS ? [region.name] : [], {
      rule: 'input',
      says: (name) => `${name} has ${region.cells.length} cells, one rollout takes at most ${MOST_CELLS}`,
      remedy: 'split the service into several fleets',
    }),
    ...refuseIf(repeated(region.cells, others), {
      rule: 'S18',
      says: (names) => `cell names must be unique in the fleet, found again: ${names}`,
      remedy: 'rename them',
    }),
    ...refuseIf(namesOf(region.cells.filter((cell) => !azIds.has(cell.azId))), {
      rule: 'S2',
      says: (names) => `in an AZ that ${region.name} does not list (${region.azIds.join(', ')}): ${names}`,
      remedy: 'give the AZ ID, such as usw2-az1, or add it to the region',
    }),
    ...refuseIf(namesOf(region.cells.filter(({ weight }) => !(weight > 0 && weight < Infinity))), {
      rule: 'input',
      says: (names) => `weight is not a number above 0: ${names}`,
      remedy: 'give each a weight above 0; to leave a cell out, exempt it',
    }),
  ];
}

function refuseOneBoxes(region: FleetRegion): readonly Refusal[] {
  return refuseIf(namesOf(region.cells.filter((cell) => !hasSoundOneBox(cell))), {
    rule: 'S3',
    says: (names) =>
      `neither a one-box with a deployment group of its own and a share between 0 and 1, nor a reason for none: ${names}`,
    remedy: 'give target.oneBox a deploymentGroup and a share, or `none` with a reason',
  });
}

function hasSoundOneBox({ target }: Cell): boolean {
  const { oneBox } = target;
  if (oneBox.kind === 'none') return oneBox.reason.trim() !== '';
  const ownGroup = oneBox.deploymentGroup !== '' && oneBox.deploymentGroup !== target.deploymentGroup;
  return ownGroup && oneBox.share > 0 && oneBox.share < 1;
}

function namesOf(cells: readonly Cell[]): readonly string[] {
  return cells.map(({ name }) => name);
}

function repeated(cells: readonly Cell[], elsewhere: ReadonlySet<string>): readonly string[] {
  const seen = new Set(elsewhere);
  return namesOf(cells).filter((name) => seen.size === seen.add(name).size);
}

type Complaint = { readonly rule: string; readonly says: (names: string) => string; readonly remedy: string };

/** One refusal for all offenders of a kind; none without offenders. */
function refuseIf(offenders: readonly string[], { rule, says, remedy }: Complaint): readonly Refusal[] {
  if (offenders.length === 0) return [];
  return [{ kind: 'refused', rule, message: says(nameSome(offenders)), remedy }];
}
