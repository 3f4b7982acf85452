import type { RolloutResult } from '../../../workflows/contract/inputs';
import { fromPayload } from '../hand-fed/payloads';
import type { Run } from '../hand-fed/run';

/** How a rollout's run ended: its outcome, or in which other way. */
export function outcomeOf({ closing }: Run): string {
  if (closing === undefined) return 'open';
  if (closing.kind !== 'completed') return closing.kind;
  return (fromPayload(closing.result) as RolloutResult | undefined)?.outcome ?? 'completed without a result';
}
