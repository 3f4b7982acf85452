import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { WaveState } from '../../waves/rollout/wave-state';
import type { WaveInput } from '../contract/inputs';
import type { RunIds } from './run-ids';
import { wavePage } from './wave-page';

/** The page of a wave in the Web UI. */
export function showWave(input: WaveInput, state: WaveState, runs: RunIds): void {
  const { service, releaseVersion: release } = input.ref;
  const { parent } = workflowInfo();
  setCurrentDetails(wavePage({ service, release, state, at: Date.now(), runs, parent }));
}
