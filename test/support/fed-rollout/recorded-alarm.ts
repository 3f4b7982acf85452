import type { WaveReport } from '../../../waves/rollout/wave-report';
import { WORKFLOW_TYPES } from '../../../workflows/contract/ids';
import { SIGNALS } from '../../../workflows/contract/messages';
import { fromPayload } from '../hand-fed/payloads';
import type { CommandNote } from '../hand-fed/run';
import type { FedRollout } from './a-fed-rollout';

/** When a workflow first acted on an alarm: the wave that halts says so, and the rollout begins its rollback. */
export function recordedAlarmAt({ temporal }: FedRollout): number | undefined {
  const notes = temporal.runs().flatMap(({ commands }) => commands.filter((note) => isHalt(note) || isRollback(note)));
  return notes.length === 0 ? undefined : Math.min(...notes.map(({ at }) => at));
}

function isHalt({ kind, name, input }: CommandNote): boolean {
  if (kind !== 'signal' || name !== SIGNALS.waveReport) return false;
  return (fromPayload(input[0]) as WaveReport | undefined)?.cause !== undefined;
}

function isRollback({ kind, name }: CommandNote): boolean {
  return kind === 'child' && name === WORKFLOW_TYPES.rollback;
}
