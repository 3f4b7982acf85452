import { advance } from '../../../alarms/advance';
import { watchReturn } from '../../../alarms/watch-return';
import type { WatchOrder, WatchState } from '../../../alarms/watch-state';
import { unwatched, unwatchedMs, type WatchDuty } from '../../../waves/rollout/watches';
import type { World } from './world';

/** One watch as its workflow runs it: what it is to do now, `undefined` when it is over; and whom it tells. */
export type WatchHost = {
  readonly task: () =>
    | { readonly order: WatchOrder; readonly state: WatchState; readonly duty: WatchDuty; readonly key: string }
    | undefined;
  readonly tell: (state: WatchState, duty: WatchDuty) => void;
};

/** Time an activity takes to begin. */
const BEGIN_MS = 200;

/** Looks, poll after poll, until it has something to tell; begins anew when something else is to be done, and then loses what it did not tell. */
export function openWatcher(world: World, host: WatchHost): { check(): void } {
  let turn = 0;
  let key: string | undefined;
  let begun = false;

  function begin(): void {
    turn += 1;
    const task = host.task();
    key = task?.key;
    begun = true;
    if (task === undefined) return;
    const mine = turn;
    const wait = task.order.accounts.length === 0 ? idleMs(task) : BEGIN_MS;
    if (wait !== undefined) world.clock.later(wait, () => mine === turn && look(task, task.state));
  }

  type Task = NonNullable<ReturnType<WatchHost['task']>>;

  function look(task: Task, current: WatchState): void {
    const now = world.clock.now();
    const { order, duty } = task;
    if (order.accounts.length === 0) return tell(unwatched(current, duty, now), duty);
    const after = advance(current, world.look(order.accounts, current.lookedUntilAt), order);
    if (watchReturn(task.state, after, order) !== undefined) return tell(after, duty);
    const mine = turn;
    world.clock.later(order.pollMs, () => mine === turn && look(task, after));
  }

  function tell(state: WatchState, duty: WatchDuty): void {
    turn += 1;
    host.tell(state, duty);
    begin();
  }

  return {
    check() {
      if (!begun || key !== host.task()?.key) begin();
    },
  };
}

/** Where nothing is watched: the time that is left, or none; an endless one comes back once. */
function idleMs({ duty, state }: { readonly duty: WatchDuty; readonly state: WatchState }): number | undefined {
  if (duty.until.kind === 'endless' && state.looks > 0) return undefined;
  return unwatchedMs(state, duty) + BEGIN_MS;
}
