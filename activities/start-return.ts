import { RECONCILER } from '../waves/reconciling/judge-unresolved';
import type { Activities, ReturnStart } from './activities';
import type { RolloutRecords } from './ports/rollout-records.port';

type Needs = { readonly records: RolloutRecords };

/** Under the rollout's own id, which is the lock; and only while nobody else has taken it since the rollout was judged. */
export function createStartReturn({ records }: Needs): Activities['startReturn'] {
  return async ({ input, latest, release }) => {
    const { workflowId } = input.of;
    const current = await records.currentRun(workflowId);
    if (current === undefined || current.runId !== latest) return overtakenBy(current);
    const started = await records.startReturn(input, release);
    return started === undefined
      ? overtakenBy(await records.currentRun(workflowId))
      : { kind: 'started', runId: started.runId };
  };
}

type Holder = { readonly runId: string; readonly initiator: string | undefined } | undefined;

/** An attempt that was not heard of may have started it, or another reconciler: it has been started either way. */
function overtakenBy(holder: Holder): ReturnStart {
  if (holder === undefined) return { kind: 'overtaken', by: 'nobody that Temporal still knows' };
  const { runId, initiator } = holder;
  return initiator === RECONCILER
    ? { kind: 'started', runId }
    : { kind: 'overtaken', by: `${initiator ?? 'somebody'}, run ${runId}` };
}
