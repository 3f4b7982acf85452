import type { WaveResult } from '../../../waves/rollout/wave-report';
import { WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import { fromPayload } from '../hand-fed/payloads';
import type { FedRollout } from './a-fed-rollout';
import type { Claim } from './claims';

/** What every wave that came to its end says of itself. */
export function waveResults({ temporal }: FedRollout): readonly WaveResult[] {
  return temporal.runs().flatMap(({ birth, closing }): readonly WaveResult[] => {
    if (birth.workflowType !== WORKFLOW_TYPES.wave || closing?.kind !== 'completed') return [];
    const result = fromPayload(closing.result) as WaveResult | undefined;
    return result === undefined ? [] : [result];
  });
}

/** S6: every wave that passed has the good time of its bake, and has lasted at least as long. */
export const bakedInFull: Claim = (rollout) =>
  waveResults(rollout)
    .filter(({ end, goodMs, wallMs, bakeMs }) => end === 'passed' && (goodMs < bakeMs || wallMs < bakeMs))
    .map(({ wave, goodMs, bakeMs }) => `wave ${wave} passed after ${goodMs} of ${bakeMs} ms`);
