import { setCurrentDetails } from '@temporalio/workflow';
import type { CellInput } from '../contract/inputs';

/** The page of a cell in the Web UI. */
export function showCell(input: CellInput, line: string): void {
  const groups = input.groups.map(({ deploymentGroup }) => deploymentGroup).join(', ');
  setCurrentDetails(
    [
      `**${input.cell.name}** (account ${input.cell.account}, ${input.cell.azId})`,
      '',
      line,
      '',
      `Deployment groups: ${groups}`,
    ].join('\n'),
  );
}
