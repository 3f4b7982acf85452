import { patched } from '@temporalio/workflow';
import type { CellBaselines } from '../waves/baseline';
import type { PlannedCell } from '../waves/plan';
import { doubtIn } from '../waves/rollout/reread';
import type { CellEnd } from '../waves/rollout/wave-state';
import { baselineReading } from './activity-profiles';
import type { WaveInput } from './contract/inputs';
import { baselineOrder, baselinesIn } from './contract/packed-baselines';
import { isActivityFailure, rootMessage, wasCancelled } from './was-cancelled';

/** Waves before this mark read every baseline once. */
const MARK = 'moved-baselines-read-again';

export type Reread =
  { readonly kind: 'read'; readonly baselines: CellBaselines } | { readonly kind: 'not-read'; readonly end: CellEnd };

/** Asked for cells that were moved alone, so that no other wave's history knows of it, and at once: a wave from before commands as it did. */
export function readsAgain(): boolean {
  return patched(MARK);
}

/**
 * What a cell runs now that somebody moved under its wave, for the try that a person has asked for. Whatever an earlier try changed is back by
 * now, so what is found is what the cell is to return to, and it is on record before anything is changed (S12).
 */
export async function readAgain({ ref, wave }: WaveInput, cell: PlannedCell): Promise<Reread> {
  try {
    const summary = `baseline of ${cell.name} in ${wave}, once more`;
    const order = baselineOrder(ref, [cell]);
    const [baselines] = baselinesIn(await baselineReading.readBaselines.executeWithOptions({ summary }, [order]));
    if (baselines === undefined) throw new Error(`no answer about ${cell.name}`);
    const doubt = doubtIn(baselines);
    return doubt === undefined ? { kind: 'read', baselines } : blocked(`it cannot be trusted now: ${doubt}`);
  } catch (error) {
    if (wasCancelled(error)) return { kind: 'not-read', end: TURNED };
    if (!isActivityFailure(error)) throw error;
    return blocked(`its baseline could not be read again: ${rootMessage(error)}`);
  }
}

export const TURNED: CellEnd = { kind: 'settled', why: 'turned round before it began' };

function blocked(why: string): Reread {
  return { kind: 'not-read', end: { kind: 'blocked', because: 'baseline-moved', why, wasTouched: false } };
}
