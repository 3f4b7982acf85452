import type { Census } from './census';
import type { Cell, FleetRegion } from './fleet';
import { largeOneBoxes } from './first-cell';
import { nameSome } from './name-some';
import type { PlannedWave, Warning } from './plan';
import type { Policy } from './policy';

export type Facts = {
  readonly region: FleetRegion;
  readonly census: Census;
  readonly policy: Policy;
  readonly waves: readonly PlannedWave[];
  /** The cell that goes first. */
  readonly first: Cell;
};

/** Where a plan is allowed but weaker than it could be. */
export function warn(facts: Facts): readonly Warning[] {
  return [
    ...warnOfOneBox(facts),
    ...warnOfShape(facts),
    ...warnOfCells(facts),
    ...warnOfAlarms(facts),
    ...warnOfSamples(facts),
    ...warnOfPolicy(facts),
  ];
}

function warnOfOneBox({ region, census, policy, first }: Facts): readonly Warning[] {
  const { oneBox } = first.target;
  const reason = oneBox.kind === 'none' ? oneBox.reason : '';
  const isWatched = first.alarms.some(({ scope }) => scope === 'one-box');
  const large = largeOneBoxes(region, census.active, policy.oneBoxMaxBasisPoints);
  return [
    ...when(
      oneBox.kind === 'none',
      'no-one-box',
      `no one-box wave, ${first.name} takes the release first and whole: ${reason}`,
    ),
    ...when(
      oneBox.kind === 'group' && !isWatched,
      'no-one-box-alarm',
      `no alarm of scope one-box on ${first.name}: a fault of its one-box must show in the whole cell's alarms`,
    ),
    ...when(
      large.length > 0,
      'large-one-box',
      `never first, because their one-box carries more than the policy allows: ${nameSome(names(large))}`,
    ),
  ];
}

function warnOfShape({ region, census, waves }: Facts): readonly Warning[] {
  const counts = region.azIds.map((azId) => ({
    azId,
    cells: census.active.filter((cell) => cell.azId === azId).length,
  }));
  const used = counts.filter(({ cells }) => cells > 0);
  const most = Math.max(...used.map(({ cells }) => cells));
  const least = Math.min(...used.map(({ cells }) => cells));
  const small = used.filter(({ cells }) => cells <= 2).map(({ azId }) => azId);
  const empty = counts.filter(({ cells }) => cells === 0).map(({ azId }) => azId);
  const narrow = waves.filter(({ width, cells }) => width === 1 && cells.length > 1).map(({ name }) => name);
  const { name } = region;
  return [
    ...when(
      census.active.length === 1,
      'single-cell',
      `${name} has one active cell: after it the whole Region is on the release`,
    ),
    ...when(used.length === 1, 'single-az', `${name} has active cells in one AZ only: no other AZ is left to carry on`),
    ...when(
      most >= 2 * least,
      'uneven-azs',
      `the largest AZ has ${most} active cells, the smallest ${least}: steps are uneven`,
    ),
    ...when(
      small.length > 0,
      'small-az',
      `two active cells or fewer, so half an AZ or more at a time: ${small.join(', ')}`,
    ),
    ...when(empty.length > 0, 'empty-az', `no active cell: ${empty.join(', ')}`),
    ...when(
      narrow.length > 0,
      'width-one',
      `one cell at a time, because the width's share is less than two: ${nameSome(narrow)}`,
    ),
  ];
}

function warnOfCells({ census }: Facts): readonly Warning[] {
  const owner = new Map(census.active.map(({ account, name }) => [account, name]));
  const shared = census.active.filter(({ account, name }) => owner.get(account) !== name);
  const { expired } = census;
  return [
    ...when(
      expired.length > 0,
      'expired-exemption',
      `take part again, their exemption or pin has run out: ${nameSome(names(expired))}`,
    ),
    ...when(
      shared.length > 0,
      'shared-account',
      `in one account with another cell, so they do not fail alone: ${nameSome(names(shared))}`,
    ),
  ];
}

function warnOfAlarms({ region, census, policy }: Facts): readonly Warning[] {
  const unwatched = census.active.filter(({ alarms }) => alarms.length === 0);
  const { noAlarms } = policy.gate;
  return [
    ...when(noAlarms !== undefined, 'no-alarms', `waves may pass without any alarm: ${noAlarms ?? ''}`),
    ...when(unwatched.length > 0, 'unwatched-cells', `no alarm of their own: ${nameSome(names(unwatched))}`),
    ...when(
      region.aggregateAlarms.length === 0,
      'no-aggregate-alarm',
      `${region.name} has no aggregate alarm: harm that shows in no single cell is not seen`,
    ),
  ];
}

/** What the cell as a whole serves says nothing of its one-box. */
function warnOfSamples({ policy, waves }: Facts): readonly Warning[] {
  const { minimumSamples: samples } = policy.gate;
  const blindBox = samples !== undefined && samples.metric.oneBoxDimensions === undefined;
  return when(
    blindBox && waves.some(({ kind }) => kind === 'one-box'),
    'no-one-box-samples',
    'the one-box wave counts no requests: gate.minimumSamples.metric has no oneBoxDimensions',
  );
}

function warnOfPolicy({ policy }: Facts): readonly Warning[] {
  return [
    ...when(policy.windows.kind === 'always', 'no-windows', 'waves start at any hour, also when nobody is on call'),
    ...when(policy.bakes.soakMs === 0, 'no-soak', 'no soak: nothing is watched after the last wave'),
    ...when(
      policy.rollback.firstDeployment === 'leave',
      'first-deployment-leave',
      'a group that never had a successful deployment has no way back: a rollback leaves the release there and reports it',
    ),
  ];
}

function names(cells: readonly Cell[]): readonly string[] {
  return cells.map(({ name }) => name);
}

function when(applies: boolean, code: string, message: string): readonly Warning[] {
  return applies ? [{ kind: 'warning', code, message }] : [];
}
