import type { Step } from '../../../waves/rollout/next-step';
import { rolloutWatchOrder } from '../../../waves/rollout/rollout-accounts';
import type { RolloutEvent, RolloutState } from '../../../waves/rollout/rollout-state';
import { chunkDuty, chunkOf } from '../../../waves/rollout/watches';
import { openWatcher } from './watcher';
import type { World } from './world';

type WatchStep = Extract<Step, { kind: 'watch' }>;

export type BetweenHost = {
  readonly state: () => RolloutState;
  readonly step: () => Step;
  readonly apply: (event: RolloutEvent) => void;
};

const keyOf = (step: Step): string =>
  step.kind === 'watch' ? JSON.stringify([step.purpose, step.duty, step.accounts.length]) : step.kind;

/** The watches of a rollout between two waves and in the soak, as its workflow runs them. */
export function watchBetween(world: World, host: BetweenHost, step: WatchStep): { isOver(): boolean; check(): void } {
  const { clock } = world;
  const { purpose, accounts } = step;
  let wakeAt: number | undefined;
  host.apply({ kind: 'watch-begun', purpose, accounts: accounts.length, at: clock.now() });
  const key = keyOf(step);
  const isOver = (): boolean => keyOf(host.step()) !== key;
  const watchers = host.state().watches.states.map((_, chunk) =>
    openWatcher(world, {
      task() {
        const state = host.state().watches.states[chunk];
        if (state === undefined || isOver()) return undefined;
        const duty = chunkDuty(step.duty, chunk, host.state());
        const order = rolloutWatchOrder(host.state(), chunkOf(accounts, chunk), duty);
        return { duty, order, state, key: JSON.stringify(duty) };
      },
      tell: (state, duty) => host.apply({ kind: 'watched', chunk, state, duty: duty.until.kind, at: clock.now() }),
    }),
  );
  return {
    isOver,
    check() {
      for (const watcher of watchers) watcher.check();
      const now = host.step();
      if (now.kind !== 'watch' || now.wakeAt === undefined || now.wakeAt === wakeAt) return;
      wakeAt = now.wakeAt;
      const due = wakeAt;
      clock.later(Math.max(1, due - clock.now()), () => {
        if (wakeAt === due) wakeAt = undefined;
        host.apply({ kind: 'ticked', at: clock.now() });
      });
    },
  };
}
