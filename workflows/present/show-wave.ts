import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { WaveResult } from '../../waves/rollout/wave-report';
import type { WaveState } from '../../waves/rollout/wave-state';
import type { WaveInput } from '../contract/inputs';
import type { RunIds } from './run-ids';
import { drawOnce } from './draw-once';
import { waveClosing } from './wave-attributes';
import { wavePage } from './wave-page';

type WaveShown = { readonly input: WaveInput; readonly runs: RunIds; readonly state: () => WaveState };

export type WavePresenter = {
  /** Something has changed. */
  show(): void;
  /** The last page, and what lists say of the wave from now on. */
  end(result: WaveResult): WaveResult;
};

/** Keeps the page of a wave in the Web UI. */
export function wavePresenter({ input, runs, state }: WaveShown): WavePresenter {
  const { service, releaseVersion: release } = input.ref;
  const { parent } = workflowInfo();
  let end: WaveResult['end'] | undefined;
  const show = drawOnce(() => wavePage({ service, release, state: state(), at: Date.now(), runs, end, parent }));
  return {
    show,
    end(result) {
      upsertSearchAttributes(waveClosing(result));
      end = result.end;
      show();
      return result;
    },
  };
}
