import type { PlannedWave } from '../../../waves/plan';
import { SEARCH_ATTRIBUTES as A } from '../../../workflows/contract/search-attributes';
import type { Run } from '../hand-fed/run';
import type { FedRollout } from './a-fed-rollout';

export function waveRun({ temporal }: FedRollout, name: string): Run {
  const run = temporal.runs().find(({ birth }) => birth.workflowId.endsWith(`:${name}`));
  if (run === undefined) throw new Error(`${name} has not begun`);
  return run;
}

/** Lets the rollout come to the bake of a wave, and returns the length of the wave's history there. */
export async function untilBaking(rollout: FedRollout, name: string): Promise<number> {
  const { timeline, temporal } = rollout;
  const isBaking = ({ birth, attributes }: Run): boolean =>
    birth.workflowId.endsWith(`:${name}`) && String(attributes.get(A.phase.name)) === 'baking';
  for (let run = temporal.runs().find(isBaking); ; run = temporal.runs().find(isBaking)) {
    if (run !== undefined) return run.events;
    await timeline.step();
  }
}

/** When each wave began and ended, in the order of the plan. */
export function spansOf(
  rollout: FedRollout,
): readonly (PlannedWave & { readonly from: number; readonly to: number })[] {
  return rollout.plan.waves.map((wave) => {
    const { birth, closing } = waveRun(rollout, wave.name);
    return { ...wave, from: birth.at, to: closing?.at ?? Infinity };
  });
}
