import { getExternalWorkflowHandle, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { reportOf, type WaveReport } from '../waves/rollout/wave-report';
import { extendedFor } from '../waves/rollout/wave-samples';
import type { WaveState } from '../waves/rollout/wave-state';
import { SIGNALS } from './contract/messages';
import { waveChanges } from './present/wave-attributes';

/**
 * Tells the rollout, and the search attributes, what changed in a wave: its phase and why, not every cell, so that neither history grows
 * with the length of a bake.
 */
export function tellRollout(): (state: WaveState) => void {
  const parent = workflowInfo().parent;
  let told = '';
  let sequence = 0;
  return (state) => {
    const report = reportOf(state);
    // That a bake goes on for want of requests is news once; how many there are by then is asked of the wave.
    const isExtended = extendedFor(state) !== undefined;
    const news = JSON.stringify([report.phase, report.held, report.cause?.kind, report.reread, isExtended]);
    if (news === told) return;
    told = news;
    upsertSearchAttributes(waveChanges(report, state));
    sequence += 1;
    if (parent !== undefined) void send(parent, { ...report, sequence });
  };

  async function send(to: { workflowId: string; runId: string }, report: WaveReport): Promise<void> {
    const rollout = getExternalWorkflowHandle(to.workflowId, to.runId);
    // A rollout that has been terminated hears nothing; its cells settle all the same.
    await rollout.signal<[WaveReport]>(SIGNALS.waveReport, report).catch(() => undefined);
  }
}
