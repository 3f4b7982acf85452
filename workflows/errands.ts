import type { RolloutWork } from './rollout-work';

/**
 * What a rollout sets going and does not wait for: whatever AWS does, the main loop stays free for what people say and alarms show. An
 * errand ends by recording what came of it.
 */
export type Errands = {
  /** Starts it, unless one of this name is under way. */
  run(name: string, errand: () => Promise<void>): void;
};

export function openErrands(work: Pick<RolloutWork, 'changes'>): Errands {
  const underWay = new Set<string>();
  return {
    run(name, errand) {
      if (underWay.has(name)) return;
      underWay.add(name);
      // An error here is a broken invariant: it fails the workflow task, which is tried again until the code is mended.
      void errand().finally(() => {
        underWay.delete(name);
        work.changes.note();
      });
    },
  };
}
