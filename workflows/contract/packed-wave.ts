import { accessOf } from '../../waves/rollout/rollout-accounts';
import { condense, expand, type DenseWatched } from './dense-watched';
import type { WavePayload } from './inputs';
import { pack, unpack, type Packed } from './packed';

/** What a wave is given, as it travels: the cells of earlier waves condensed. Before, they travelled as they are. */
export type PackedWave = Packed<WavePayload | DenseWave>;

type DenseWave = Omit<WavePayload, 'alsoWatched' | 'access'> & { readonly watched: DenseWatched };

/** How its own cells are entered stands in the wave itself. */
export function packWave({ alsoWatched, access, ...rest }: WavePayload): PackedWave {
  return pack({ ...rest, watched: condense({ accounts: alsoWatched, access }) });
}

export function unpackWave(packed: PackedWave): WavePayload {
  const payload = unpack(packed);
  if (!('watched' in payload)) return payload;
  const { watched, ...rest } = payload;
  const { accounts, access } = expand(watched);
  return { ...rest, alsoWatched: accounts, access: { ...accessOf(rest.wave.cells, []), ...access } };
}
