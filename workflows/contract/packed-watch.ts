import type { WatchTask } from '../../activities/activities';
import { condense, expand, type DenseWatched } from './dense-watched';
import { pack, unpack, type Packed } from './packed';

/** A watch's task as it travels: its accounts condensed. Before, they travelled as they are. */
export type PackedWatchTask = Packed<WatchTask | DenseTask>;

type DenseTask = { readonly order: Omit<WatchTask['order'], 'accounts'>; readonly watched: DenseWatched };

export function packTask({ order, access }: WatchTask): PackedWatchTask {
  const { accounts, ...rest } = order;
  return pack({ order: rest, watched: condense({ accounts, access }) });
}

export function unpackTask(packed: PackedWatchTask): WatchTask {
  const task = unpack(packed);
  if (!('watched' in task)) return task;
  const { accounts, access } = expand(task.watched);
  return { order: { ...task.order, accounts }, access };
}
