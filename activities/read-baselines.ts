import type { CellBaselines, GroupBaseline } from '../waves/baseline';
import type { PlannedCell } from '../waves/plan';
import { baselinesAnswer, cellsOf } from '../workflows/contract/packed-baselines';
import type { Activities, RolloutRef } from './activities';
import { currentAttempt, type Attempt } from './attempt';
import { readBaseline } from './baselines/read-baseline';
import { EntryError, faultOf, isPassing, permanently, toFailure } from './failures';
import { inParallel } from './in-parallel';
import type { DeployTarget, DeployTargets } from './ports/deploy-target.port';

const CELLS_AT_ONCE = 50;

type Needs = { readonly targets: DeployTargets };

/** Read once per wave, before its first mutation (S12). Enters every cell with the session its deployment will use, and checks the account. */
export function createReadBaselines({ targets }: Needs): Activities['readBaselines'] {
  return async (order) => {
    const attempt = currentAttempt();
    const read = await inParallel(cellsOf(order), CELLS_AT_ONCE, async (cell) => {
      attempt.heartbeat(cell.name);
      return readCell(targets, { ref: order.ref, cell }, attempt);
    });
    return baselinesAnswer(order, read);
  };
}

async function readCell(
  targets: DeployTargets,
  { ref, cell }: { readonly ref: RolloutRef; readonly cell: PlannedCell },
  { signal }: Attempt,
): Promise<CellBaselines> {
  const { application } = cell.target;
  const target = targets.at({ region: ref.region, access: cell, application, purpose: { kind: 'deploy', ref } });
  try {
    await target.verifyAccount(signal);
    const groups = await Promise.all(
      cell.groups.map(({ deploymentGroup }) => readGroup(target, deploymentGroup, signal)),
    );
    return { cell: cell.name, groups };
  } catch (error) {
    const gone = whyGone(error);
    if (gone === undefined) throw namingCell(cell.name, error);
    return { cell: cell.name, groups: cell.groups.map(({ deploymentGroup }) => vanished(deploymentGroup, gone)) };
  }
}

/** A cell that has vanished holds its wave by name, until a person exempts it; the other cells' baselines are good (S27). */
function vanished(deploymentGroup: string, why: string): GroupBaseline {
  return { deploymentGroup, baseline: { kind: 'untrusted', why, lastSuccessful: { kind: 'none' } } };
}

function whyGone(error: unknown): string | undefined {
  const fault = faultOf(error);
  const isGone = fault?.kind === 'gone' || (fault?.kind === 'denied' && error instanceof EntryError);
  return isGone ? `it has vanished: ${fault.detail}` : undefined;
}

async function readGroup(target: DeployTarget, deploymentGroup: string, signal: AbortSignal): Promise<GroupBaseline> {
  const reading = await target.readGroup(deploymentGroup, signal);
  if (reading.kind === 'gone') return vanished(deploymentGroup, `it has vanished: ${reading.why}`);
  return { deploymentGroup, baseline: await readBaseline(target, reading, signal) };
}

/** With many cells in one activity a failure must say whose it is. */
function namingCell(cell: string, error: unknown): unknown {
  const fault = faultOf(error);
  if (fault === undefined || isPassing(fault)) return toFailure(error);
  return permanently('CellUnreadable', `cell ${cell}: ${fault.detail}`, fault.remedy);
}
