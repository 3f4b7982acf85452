import { CancellationScope, setHandler, defineQuery } from '@temporalio/workflow';
import type { DeployOrder, DeployResult } from '../activities/activities';
import { assertNever } from '../alarms/assert-never';
import { backDeployment, forwardDeployment } from './activity-profiles';
import { QUERIES } from './contract/messages';
import type { CellInput, CellResult } from './contract/inputs';
import { resultWord } from './present/cell-page';
import { noteEnd, noteTurn, showCell, type CellShown } from './present/show-cell';
import { onCancel } from './root-cancel';
import { isActivityFailure, rootMessage, wasCancelled } from './was-cancelled';

const statusQuery = defineQuery<CellView>(QUERIES.status);

export type CellView = { readonly cell: string; readonly doing: 'deploying' | 'returning' | 'ended' };

/**
 * One release on one cell. Forward: deploys; whatever way that ends but in success, and whenever it is cancelled, it returns what it
 * changed. Back: returns the cell, and ignores every cancel.
 */
export async function cellDeployment(input: CellInput): Promise<CellResult> {
  let view: CellView = { cell: input.cell.name, doing: input.direction === 'forward' ? 'deploying' : 'returning' };
  const show = (doing: CellView['doing'], shown: CellShown): void => {
    view = { ...view, doing };
    showCell(input, shown);
  };
  const brought = (result: DeployResult): DeployResult => {
    show('ended', { word: resultWord(result), ...('why' in result ? { why: result.why } : {}), groups: result.groups });
    return result;
  };
  setHandler(statusQuery, () => view, { description: 'What this cell is doing now' });
  const forward = new CancellationScope({ cancellable: true });
  const asked = { cancel: false };
  onCancel(() => {
    asked.cancel = true;
    forward.cancel();
  });
  return CancellationScope.nonCancellable(async () => {
    if (input.direction === 'back') {
      show('returning', { word: '● returning to its baseline' });
      return noteEnd(returnedEnd(brought(await bringBack(input, { generation: input.generation, witnessed: false }))));
    }
    show('deploying', { word: '● deploying' });
    const tried = await tryForward(input, forward);
    if ('groups' in tried) brought(tried);
    if (tried.kind === 'deployed' && !asked.cancel) return noteEnd({ kind: 'deployed' });
    if (tried.kind === 'not-started' && !tried.touched && !asked.cancel)
      return noteEnd({ kind: 'blocked', because: tried.because, why: tried.why, wasTouched: false });
    noteTurn();
    show('returning', { word: '↩ returning to its baseline', why: whyOf(tried) });
    const witnessed = !('witnessed' in tried) || tried.witnessed;
    const back = await bringBack(input, { generation: input.generation + 1, witnessed });
    return noteEnd(settledEnd(tried, asked.cancel, brought(back)));
  });
}

/** `witnessed`: it was seen to end, so that nothing of it can still be on its way. */
type Tried =
  | Extract<DeployResult, { kind: 'deployed' | 'failed' | 'not-started' }>
  | { readonly kind: 'cancelled'; readonly witnessed: boolean }
  | { readonly kind: 'failed'; readonly why: string; readonly witnessed: boolean };

async function tryForward(input: CellInput, scope: CancellationScope): Promise<Tried> {
  try {
    const order = orderOf(input, 'forward', input.generation);
    const summary = `deploy ${input.cell.name} -> ${input.ref.releaseVersion}`;
    const result = await scope.run(() => forwardDeployment.deployToCell.executeWithOptions({ summary }, [order]));
    if (result.kind === 'deployed' || result.kind === 'failed' || result.kind === 'not-started') return result;
    throw new Error(`a forward deployment ended as ${result.kind}`);
  } catch (error) {
    const witnessed = !hasTimedOut(error);
    if (wasCancelled(error)) return { kind: 'cancelled', witnessed };
    if (isActivityFailure(error)) return { kind: 'failed', why: rootMessage(error), witnessed };
    throw error;
  }
}

/** Then nobody knows whether its worker is dead or only silent. */
function hasTimedOut(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at.name === 'TimeoutFailure') return true;
  return false;
}

type Back = { readonly generation: number; readonly witnessed: boolean };

async function bringBack(input: CellInput, { generation, witnessed }: Back): Promise<DeployResult> {
  const summary = `return ${input.cell.name} to its baseline`;
  try {
    const order = { ...orderOf(input, 'back', generation), witnessed };
    return await backDeployment.deployToCell.executeWithOptions({ summary }, [order]);
  } catch (error) {
    if (isActivityFailure(error)) return { kind: 'unknown', why: rootMessage(error), groups: [] };
    throw error;
  }
}

function orderOf(input: CellInput, direction: DeployOrder['direction'], generation: number): DeployOrder {
  const { ref, cell, deploy, firstDeployment, release } = input;
  const groups = direction === 'forward' ? input.groups : [...input.groups].reverse();
  return { ref, cell, generation, direction, deploy, firstDeployment, groups: groups.map((g) => ({ ...g, release })) };
}

function whyOf(tried: Tried): string {
  return tried.kind === 'failed' || tried.kind === 'not-started' ? tried.why : 'cancelled';
}

function returnedEnd(back: DeployResult): CellResult {
  switch (back.kind) {
    case 'returned':
      return { kind: 'returned' };
    case 'left':
    case 'moved':
    case 'unknown':
      return { kind: back.kind, why: back.why };
    case 'deployed':
    case 'failed':
    case 'not-started':
      throw new Error(`a way back ended as ${back.kind}`);
    default:
      return assertNever(back);
  }
}

function settledEnd(tried: Tried, cancelled: boolean, back: DeployResult): CellResult {
  const end = returnedEnd(back);
  if (end.kind !== 'returned') return end;
  if (cancelled || tried.kind === 'cancelled') return { kind: 'settled', why: 'turned round while in flight' };
  if (tried.kind === 'not-started')
    return { kind: 'blocked', because: tried.because, why: tried.why, wasTouched: true };
  return { kind: 'failed', why: whyOf(tried) };
}
