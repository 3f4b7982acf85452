import { MOST_CELLS } from '../../waves/limits';
import type { CellText } from './cell-texts';
import type { RegionShell } from './fleet.schema';
import { pathText, type Path } from './issue';
import type { IssueList } from './issue-list';
import { suggestion } from './nearest';

export type RegionText = { readonly shell: RegionShell; readonly path: Path; readonly cells: readonly CellText[] };

/** What one cell alone cannot know: its AZ is one of its Region, its account is its own. */
export function checkRegion({ shell, path, cells }: RegionText, issues: IssueList): void {
  repeated(shell.azIds).forEach(({ index, value }) =>
    issues.add([...path, 'azIds', index], `AZ ID "${value}" stands here twice`, 'remove one'),
  );
  if (cells.length > MOST_CELLS)
    issues.add(
      [...path, 'cells'],
      `${cells.length} cells in one Region, at most ${MOST_CELLS} fit into a plan`,
      'split the service',
    );
  const azIds = new Set(shell.azIds);
  for (const { block, azIdPath } of cells)
    if (!azIds.has(block.azId))
      issues.add(
        azIdPath,
        `cell "${block.name}" is in an AZ that is not one of ${shell.name}`,
        suggestion(block.azId, shell.azIds),
      );
  if (shell.sharedAccounts !== 'allowed') checkAccounts(shell, cells, issues);
}

function checkAccounts(shell: RegionShell, cells: readonly CellText[], issues: IssueList): void {
  const owners = new Map<string, CellText>();
  for (const cell of cells) {
    const owner = owners.get(cell.block.account);
    if (owner === undefined) owners.set(cell.block.account, cell);
    else
      issues.add(
        cell.accountPath,
        `cells "${owner.block.name}" and "${cell.block.name}" have the same account in ${shell.name}`,
        'give each cell its own account, or say sharedAccounts: allowed in the Region',
      );
  }
}

/** A name is a cell's identity everywhere: in locks, in markers, in what people type. */
export function checkNames(cells: readonly CellText[], issues: IssueList): void {
  const first = new Map<string, CellText>();
  for (const cell of cells) {
    const other = first.get(cell.block.name);
    if (other === undefined) first.set(cell.block.name, cell);
    else
      issues.add(
        cell.path,
        `cell name "${cell.block.name}" is taken by ${pathText(other.path)}`,
        'give every cell of the fleet a name of its own',
      );
  }
}

/** Entries that stood in the list before. */
export function repeated(values: readonly string[]): readonly { readonly index: number; readonly value: string }[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [{ index, value }];
    seen.add(value);
    return [];
  });
}
