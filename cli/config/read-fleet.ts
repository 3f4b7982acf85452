import type { Cell, Fleet, FleetRegion } from '../../waves/fleet';
import { buildAggregateAlarm } from './build-aggregate-alarm';
import { buildCell } from './build-cell';
import { cellTexts, type CellText } from './cell-texts';
import { checkNames, checkRegion, repeated, type RegionText } from './check-cells';
import { fleetShellSchema, regionShellSchema, type CellDefaults } from './fleet.schema';
import type { Path, Read } from './issue';
import { issueList, type IssueList } from './issue-list';

/** A Fleet document with its shorthand expanded, or everything that is wrong with it. */
export function readFleet(value: unknown): Read<Fleet> {
  const issues = issueList();
  const shell = issues.parse(fleetShellSchema, value, []);
  const given = shell?.regions ?? regionsOf(value);
  const regions = given.flatMap((region, index) => readRegion(region, ['regions', index], issues));
  checkNames(
    regions.flatMap((region) => region.cells),
    issues,
  );
  checkRegionNames(regions, issues);
  const service = shell?.service ?? 'service';
  const built = regions.map((region) => buildRegion(region, { service, fleetDefaults: shell?.cellDefaults, issues }));
  if (issues.all().length > 0 || shell === undefined) return { kind: 'bad', issues: issues.all() };
  return { kind: 'read', value: { service, regions: built } };
}

/** The Regions of a document whose head is wrong: their faults are worth knowing as well. */
function regionsOf(value: unknown): readonly unknown[] {
  const regions: unknown =
    typeof value === 'object' && value !== null && 'regions' in value ? value.regions : undefined;
  return Array.isArray(regions) ? regions : [];
}

function readRegion(value: unknown, path: Path, issues: IssueList): readonly RegionText[] {
  const shell = issues.parse(regionShellSchema, value, path);
  const entries = shell?.cells ?? cellsOf(value);
  const cells = entries.flatMap((entry, index) => cellTexts(entry, [...path, 'cells', index], issues));
  if (shell === undefined) return [];
  const region = { shell, path, cells };
  checkRegion(region, issues);
  return [region];
}

function cellsOf(value: unknown): readonly unknown[] {
  const cells: unknown = typeof value === 'object' && value !== null && 'cells' in value ? value.cells : undefined;
  return Array.isArray(cells) ? cells : [];
}

function checkRegionNames(regions: readonly RegionText[], issues: IssueList): void {
  for (const { index, value } of repeated(regions.map((region) => region.shell.name)))
    issues.add(
      [...(regions[index]?.path ?? []), 'name'],
      `Region "${value}" stands in the file twice`,
      'put its cells together',
    );
}

type FleetContext = {
  readonly service: string;
  readonly fleetDefaults: CellDefaults | undefined;
  readonly issues: IssueList;
};

function buildRegion(
  { shell, path, cells }: RegionText,
  { service, fleetDefaults, issues }: FleetContext,
): FleetRegion {
  const { name, weight, timeZone, azIds } = shell;
  const lacking = new Map<string, CellText[]>();
  const context = {
    service,
    region: name,
    defaults: [fleetDefaults, shell.cellDefaults],
    issues,
    missing: (field: string, cell: CellText) => lacking.set(field, [...(lacking.get(field) ?? []).slice(0, 1), cell]),
  };
  const built = cells.map((cell) => buildCell(cell, context)).filter((cell): cell is Cell => cell !== undefined);
  for (const [field, [first]] of lacking) reportLacking(field, first, issues);
  const aggregateAlarms = shell.aggregateAlarms.map((alarm, index) =>
    buildAggregateAlarm(alarm, { service, region: name, path: [...path, 'aggregateAlarms', index], issues }),
  );
  return { name, weight, timeZone, azIds, cells: built, aggregateAlarms };
}

/** Once for the first cell: a default that is missing is missing for thousands. */
function reportLacking(field: string, cell: CellText | undefined, issues: IssueList): void {
  if (cell === undefined) return;
  const fix =
    field === 'target.oneBox'
      ? 'add oneBox with deploymentGroup and share to cellDefaults.target, or oneBox: { none: REASON }'
      : `add ${field} to the cell, or to cellDefaults for all of them`;
  issues.add(cell.path, `cell "${cell.block.name}" has no ${field}`, fix);
}
