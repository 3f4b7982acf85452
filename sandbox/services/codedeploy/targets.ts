import { sameRevision, type Order, type Place, type Target } from './deployment';

/** The instances that an order is for. */
export function targetsOf({ group }: Place, order: Order, at: number): readonly Target[] {
  const { revision, updateOutdatedOnly } = order;
  const wanted = group.instances.filter(
    (instance) => !updateOutdatedOnly || !sameRevision(instance.revision, revision),
  );
  return wanted.map(({ id }) => ({ instanceId: id, status: 'Pending', updatedAt: at, message: '' }));
}

export function takeOut(targets: readonly Target[], count: number, at: number): readonly Target[] {
  let left = count;
  return targets.map((target): Target => {
    if (target.status !== 'Pending' || left === 0) return target;
    left -= 1;
    return { ...target, status: 'InProgress', updatedAt: at };
  });
}

export function doneCount(targets: readonly Target[]): number {
  return targets.filter(({ status }) => status === 'Succeeded' || status === 'Failed').length;
}
