import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { WaveResult } from '../../waves/rollout/wave-report';
import type { WaveState } from '../../waves/rollout/wave-state';
import type { WaveInput } from '../contract/inputs';
import type { RunIds } from './run-ids';
import { waveClosing } from './wave-attributes';
import { wavePage } from './wave-page';

export type WaveShown = { readonly input: WaveInput; readonly state: WaveState; readonly runs: RunIds };

/** The page of a wave in the Web UI. */
export function showWave(shown: WaveShown): void {
  show(shown, undefined);
}

/** Its last page, and what lists say of it from now on. */
export function showWaveEnd(shown: WaveShown, result: WaveResult): WaveResult {
  upsertSearchAttributes(waveClosing(result));
  show(shown, result.end);
  return result;
}

function show({ input, state, runs }: WaveShown, end: WaveResult['end'] | undefined): void {
  const { service, releaseVersion: release } = input.ref;
  setCurrentDetails(wavePage({ service, release, state, at: Date.now(), runs, end, parent: workflowInfo().parent }));
}
