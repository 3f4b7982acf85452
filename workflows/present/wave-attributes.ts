import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { WaveReport, WaveResult } from '../../waves/rollout/wave-report';
import type { WaveState } from '../../waves/rollout/wave-state';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';

/** What changes of a wave's search attributes when its phase does. The bake's end is the earliest possible. */
export function waveChanges(report: WaveReport, state: WaveState): SearchAttributeUpdatePair[] {
  const leftMs = Math.max(0, state.bakeMs - report.goodMs);
  const baking = report.phase === 'baking';
  return [
    { key: A.phase, value: report.phase },
    { key: A.cellsDone, value: report.done },
    { key: A.cellsFailed, value: report.failed },
    { key: A.needsAttention, value: report.phase === 'held' },
    { key: A.bakeEndsAt, value: baking ? new Date(Date.now() + leftMs) : null },
  ];
}

/** With the last step of a wave. */
export function waveClosing(result: WaveResult): SearchAttributeUpdatePair[] {
  const count = (...kinds: readonly string[]): number =>
    result.cells.filter(({ stage }) => kinds.includes(stage.kind)).length;
  return [
    { key: A.phase, value: 'closed' },
    { key: A.outcome, value: result.end },
    { key: A.cellsDone, value: count('deployed') },
    { key: A.cellsFailed, value: count('failed', 'unknown') },
    { key: A.needsAttention, value: count('unknown') > 0 },
    { key: A.bakeEndsAt, value: null },
  ];
}
