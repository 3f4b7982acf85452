import { executeChild, proxyActivities } from '@temporalio/workflow';
import type { createTwinActivities } from './activities';
import type { TwinCell } from './contract';

const { deploy } = proxyActivities<ReturnType<typeof createTwinActivities>>({ startToCloseTimeout: '5 min' });

/** The shape of a wave and nothing else: a child for each cell, in which one activity calls the API. */
export async function twinWave(cells: readonly TwinCell[]): Promise<void> {
  await Promise.all(
    cells.map((cell) => executeChild(twinCell, { args: [cell], workflowId: `twin-cell:${cell.name}` })),
  );
}

export async function twinCell(cell: TwinCell): Promise<void> {
  await deploy(cell);
}
