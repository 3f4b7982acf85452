import { condition } from '@temporalio/workflow';
import type { NotifyOrder } from '../activities/activities';
import { newsOf } from '../waves/rollout/news';
import type { RolloutState } from '../waves/rollout/rollout-state';
import { news } from './activity-profiles';
import type { RolloutWork } from './rollout-work';

/** How long a rollout that has closed waits for its last news to get out. */
const PATIENCE_MS = 30_000;

/** Tells people what happened, each thing once, and delays nothing: nobody waits for an answer but the very end, and not for long. */
export function tellPeople(work: RolloutWork): { hearOf(state: RolloutState): void; told(): Promise<void> } {
  const told = new Set<string>();
  let open = 0;
  const send = async (order: NotifyOrder): Promise<void> => {
    open += 1;
    const summary = `tell people: ${order.news.event}`;
    await news.notifyPeople.executeWithOptions({ summary }, [order]).catch(() => undefined);
    open -= 1;
  };
  return {
    hearOf(state) {
      const { notify } = state.plan.policy;
      if (notify.kind === 'none') return;
      for (const item of newsOf(work.ref.rollout, state)) {
        if (told.has(item.id)) continue;
        told.add(item.id);
        const id = `${sender(work)}:${item.id}`;
        void send({ url: notify.url, secretEnv: notify.secretEnv, id, news: { ...item.news, at: Date.now() } });
      }
    },
    async told() {
      if (open > 0) await condition(() => open === 0, PATIENCE_MS, { summary: 'let the last news get out' });
    },
  };
}

/** A later run of the same rollout, such as a second way back, has news of its own: a receiver drops ids that it has seen. */
function sender({ ref, runId }: RolloutWork): string {
  return runId === ref.originalRunId ? ref.rollout : `${ref.rollout}:${runId.slice(-6)}`;
}
