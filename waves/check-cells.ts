import { canonicalJson } from './digest';
import { SMALLEST_SHARE_WATCHED } from './floors';
import { nameSome } from './name-some';
import type { Plan, PlannedCell, PlannedWave, Refusal } from './plan';

/** Which cells each wave holds, and what of them. */
export function checkCells(plan: Plan, now: number): readonly Refusal[] {
  const { waves } = plan;
  const excluded = new Set(plan.excluded.map(({ cell }) => cell));
  return [
    ...name(
      'S2',
      'cells outside the AZ of their wave',
      offenders(waves, (cell, { azId }) => cell.azId !== azId),
    ),
    ...name(
      'S27',
      'exempt or pinned cells',
      offenders(waves, (cell) => isLeftOut(cell, now) || excluded.has(cell.name)),
    ),
    ...name(
      'S16',
      'cells with the wrong deployment groups',
      offenders(waves, (cell, wave) => !hasItsGroups(cell, wave, plan)),
    ),
    ...name('S16', 'cells that are deployed twice', repeated(waves)),
    ...name('S19', 'cells that differ between their waves', changed(waves)),
    ...name('S9', 'waves with too few alarms', unwatched(plan)),
  ];
}

type Test = (cell: PlannedCell, wave: PlannedWave) => boolean;

function offenders(waves: readonly PlannedWave[], test: Test): readonly string[] {
  return waves.flatMap((wave) => wave.cells.filter((cell) => test(cell, wave)).map((cell) => cell.name));
}

function isLeftOut({ standing }: PlannedCell, now: number): boolean {
  return standing.kind !== 'active' && standing.expiresAt > now;
}

/** The one-box alone in its wave, the rest alone in the wave after it, both in this order everywhere else. */
function hasItsGroups(cell: PlannedCell, wave: PlannedWave, plan: Plan): boolean {
  const { oneBox, deploymentGroup } = cell.target;
  const box = oneBox.kind === 'group' ? [`one-box ${oneBox.deploymentGroup}`] : [];
  const rest = `rest ${deploymentGroup}`;
  const found = cell.groups.map((group) => `${group.role} ${group.deploymentGroup}`);
  const isSplit = wave.kind === 'one-cell' && plan.waves[0]?.kind === 'one-box';
  const due = wave.kind === 'one-box' ? box : isSplit ? [rest] : [...box, rest];
  return due.length > 0 && found.join('\n') === due.join('\n') && !box.includes(`one-box ${deploymentGroup}`);
}

/** A cell is in one wave, but for the first: its one-box in the one-box wave, its rest in the next. */
function repeated(waves: readonly PlannedWave[]): readonly string[] {
  const seen = new Set<string>();
  const again: string[] = [];
  for (const wave of waves) {
    for (const cell of wave.cells) {
      const key = wave.kind === 'one-box' ? `one-box of ${cell.name}` : cell.name;
      if (seen.has(key)) again.push(cell.name);
      seen.add(key);
    }
  }
  return again;
}

/** One cell, one account, one set of alarms: whatever wave it stands in. */
function changed(waves: readonly PlannedWave[]): readonly string[] {
  const [box, cell] = waves.slice(0, 2).map((wave) => wave.cells[0]);
  if (waves[0]?.kind !== 'one-box' || box === undefined || cell === undefined) return [];
  const same = canonicalJson({ ...box, groups: undefined }) === canonicalJson({ ...cell, groups: undefined });
  return same ? [] : [box.name];
}

function unwatched({ waves, policy }: Plan): readonly string[] {
  if (policy.gate.noAlarms !== undefined) return [];
  const isBlind = ({ cells }: PlannedWave): boolean => {
    const dark = cells.filter(({ alarms }) => alarms.length === 0).length;
    return dark * 10_000 > cells.length * (10_000 - SMALLEST_SHARE_WATCHED);
  };
  return waves.filter(isBlind).map((wave) => wave.name);
}

function name(rule: string, what: string, found: readonly string[]): readonly Refusal[] {
  if (found.length === 0) return [];
  const message = `the plan has ${what}: ${nameSome(found)}`;
  return [{ kind: 'refused', rule, message, remedy: 'plan again with this version of cellwave' }];
}
