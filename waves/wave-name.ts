import type { PlannedWave } from './plan';

/** `w01-one-box`, `w04-region-usw2-az2`, `w05-region-usw2-az2-2of9`: read by people, and part of the wave's workflow id. */
export function waveName(wave: Pick<PlannedWave, 'number' | 'kind' | 'azId' | 'part'>): string {
  const az = wave.kind === 'region' ? `-${wave.azId}` : '';
  const part = wave.part.of > 1 ? `-${wave.part.number}of${wave.part.of}` : '';
  return `w${String(wave.number).padStart(2, '0')}-${wave.kind}${az}${part}`;
}
