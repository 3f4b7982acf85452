import { setCurrentDetails } from '@temporalio/workflow';
import type { WaveState } from '../../waves/rollout/wave-state';
import type { WaveInput } from '../contract/inputs';
import { waveBoard } from './wave-board';

/** The page of a wave in the Web UI. */
export function showWave(input: WaveInput, state: WaveState): void {
  setCurrentDetails(waveBoard(input.ref.service, state, Date.now()));
}
