import { MOST_IN_FLIGHT } from './limits';
import { nameSome } from './name-some';
import type { Plan, PlannedCell, PlannedWave, Refusal } from './plan';
import type { Bakes } from './policy';

/** How fast a plan goes: cells at once, hours of watching, share of the Region. Slower than its policy is allowed, faster is not. */
export function checkPace(plan: Plan): readonly Refusal[] {
  const { waves, policy } = plan;
  const sizes = azSizes(waves);
  return [
    ...name(
      'S5',
      'waves with no cell or too many',
      waves.filter((wave) => !hasSoundSize(wave)),
    ),
    ...name(
      'S5',
      'waves that are too wide',
      waves.filter((wave) => !(wave.width >= 1 && wave.width <= widest(wave, plan, sizes))),
    ),
    ...name(
      'S6',
      'waves that bake too short',
      waves.filter((wave) => !(wave.bakeMs >= shortestBake(wave, policy.bakes))),
    ),
    ...name('S5', 'waves whose exposure is not their cells`', wronglyExposed(waves)),
    ...checkOneBox(plan),
    ...(plan.soakMs >= policy.bakes.soakMs
      ? []
      : [refuse('S6', `the soak of ${plan.soakMs} ms is shorter than its policy's`)]),
  ];
}

function hasSoundSize({ kind, cells }: PlannedWave): boolean {
  const most = kind === 'one-box' || kind === 'one-cell' ? 1 : MOST_IN_FLIGHT;
  return cells.length >= 1 && cells.length <= most;
}

/** Distinct planned cells of each AZ. */
function azSizes(waves: readonly PlannedWave[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { azId, cells, kind } of waves) {
    if (kind !== 'one-box') sizes.set(azId, (sizes.get(azId) ?? 0) + cells.length);
  }
  return sizes;
}

function widest({ azId, cells, width }: PlannedWave, { policy }: Plan, sizes: ReadonlyMap<string, number>): number {
  if (!Number.isInteger(width)) return 0;
  const share = ((sizes.get(azId) ?? 0) * policy.width.basisPoints) / 10_000;
  return Math.min(Math.max(share, 1), policy.width.maxCells, MOST_IN_FLIGHT, cells.length);
}

/** A part that is not its AZ's last is baked by the last. */
function shortestBake({ kind, part }: PlannedWave, bakes: Bakes): number {
  if (part.number < part.of) return 0;
  return { 'one-box': bakes.oneBoxMs, 'one-cell': bakes.oneCellMs, 'one-az': bakes.oneAzMs, region: bakes.regionMs }[
    kind
  ];
}

/**
 * The excluded cells' weight is not in the plan, so only the proportions can be checked: each wave's exposure against the last one's. Shares are
 * rounded to basis points, one per wave at most.
 */
function wronglyExposed(waves: readonly PlannedWave[]): readonly PlannedWave[] {
  const final = waves.at(-1)?.exposureBasisPoints ?? 0;
  const all = sum(waves.map(weightOf));
  return waves.filter((wave, index) => {
    const due = (sum(waves.slice(0, index + 1).map(weightOf)) / all) * final;
    const before = waves[index - 1]?.exposureBasisPoints ?? 0;
    const said = wave.exposureBasisPoints;
    const sound = Number.isInteger(said) && said >= before && said <= 10_000;
    return !sound || !(Math.abs(said - due) <= waves.length + 1);
  });
}

function weightOf(wave: PlannedWave): number {
  return sum(wave.cells.map(deployedWeight));
}

/** The part of its weight that the groups deployed here carry. */
function deployedWeight({ weight, groups, target }: PlannedCell): number {
  const share = target.oneBox.kind === 'group' ? target.oneBox.share : 0;
  return sum(groups.map(({ role }) => weight * (role === 'one-box' ? share : 1 - share)));
}

function checkOneBox({ waves, policy }: Plan): readonly Refusal[] {
  const box = waves.find(({ kind }) => kind === 'one-box');
  if (box === undefined || box.exposureBasisPoints <= policy.oneBoxMaxBasisPoints) return [];
  return [
    refuse(
      'S5',
      `the one-box carries ${box.exposureBasisPoints} basis points, its policy allows ${policy.oneBoxMaxBasisPoints}`,
    ),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}

function name(rule: string, what: string, waves: readonly PlannedWave[]): readonly Refusal[] {
  return waves.length === 0 ? [] : [refuse(rule, `the plan has ${what}: ${nameSome(waves.map((wave) => wave.name))}`)];
}

function refuse(rule: string, message: string): Refusal {
  return { kind: 'refused', rule, message, remedy: 'plan again with this version of cellwave' };
}
