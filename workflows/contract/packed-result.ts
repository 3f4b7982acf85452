import type { CellInWave } from '../../waves/rollout/cell-stage';
import type { WaveResult } from '../../waves/rollout/wave-report';
import { pack, unpack, type Packed } from './packed';

/** How a wave ended, as it travels: of few cells as a person reads it, of many with its cells packed. */
export type WaveAnswer =
  WaveResult | (Omit<WaveResult, 'cells'> & { readonly packedCells: Packed<readonly CellInWave[]> });

/** 400 cells are 50 KB, and their rollout keeps them for every wave; the wave's own page names them. */
const MOST_PLAIN = 20;

export function waveAnswer(result: WaveResult): WaveAnswer {
  const { cells, ...rest } = result;
  return cells.length <= MOST_PLAIN ? result : { ...rest, packedCells: pack(cells) };
}

export function waveResultIn(answer: WaveAnswer): WaveResult {
  if (!('packedCells' in answer)) return answer;
  const { packedCells, ...rest } = answer;
  return { ...rest, cells: unpack(packedCells) };
}
