import { assertNever } from '../alarms/assert-never';
import { judgeRollouts } from '../waves/reconciling/judge-rollouts';
import type { Judgement, ReturnDeed } from '../waves/reconciling/judgement';
import { RECONCILER } from '../waves/reconciling/judge-unresolved';
import { reconciling } from './activity-profiles';
import { placeOf } from './contract/ids';
import type { ReconcilerResult, ReturnInput } from './contract/inputs';
import type { Done } from './present/reconciler-page';
import { showReconciled, showReconciling } from './present/show-reconciler';
import { startPage } from './start-page';
import { isActivityFailure, rootMessage } from './was-cancelled';

/** Rollouts that one run looks at. */
const MOST = 1_000;

/**
 * Looks after what nobody settles: one look at all rollouts that are open or ended without an outcome, then what each of them needs.
 * Everything it starts has an id that tells what for, so a second run that finds the same does nothing more.
 */
export async function reconciler(): Promise<ReconcilerResult> {
  showReconciling();
  const summary = 'rollouts that are open, or unresolved';
  const { rollouts, more } = await reconciling.findRollouts.executeWithOptions({ summary }, [{ most: MOST }]);
  const judged = judgeRollouts(rollouts, Date.now());
  const done: Done[] = [];
  for (const judgement of judged) done.push({ judgement, ...(await perform(judgement)) });
  return showReconciled(done, more);
}

async function perform(judgement: Judgement): Promise<Pick<Done, 'did' | 'acted'>> {
  const { deed } = judgement;
  switch (deed.kind) {
    case 'leave':
      return { did: 'left alone', acted: false };
    case 'return':
      return takeBack(judgement, deed);
    case 'page':
      return PAGED[await startPage(judgement, deed, Date.now())];
    default:
      return assertNever(deed);
  }
}

const PAGED = {
  called: { did: 'called a person', acted: true },
  'called-before': { did: 'a person has been called for it before', acted: false },
  'no-webhook': { did: 'nobody was called: its policy names no webhook', acted: false },
} as const;

async function takeBack({ rollout, run }: Judgement, { reason, latest }: ReturnDeed) {
  const { workflowId, runId } = run;
  const input: ReturnInput = {
    kind: 'return',
    ...placeOf(workflowId),
    word: { by: RECONCILER, reason, at: Date.now() },
    of: { workflowId, runId, rollout },
  };
  const order = { input, latest, release: run.release ?? 'unknown' };
  try {
    const start = await reconciling.startReturn.executeWithOptions({ summary: `take back ${rollout}` }, [order]);
    return start.kind === 'started'
      ? { did: `started its return, run ${start.runId}`, acted: true }
      : { did: `nothing: ${start.by} came before`, acted: false };
  } catch (error) {
    // One that cannot be started now keeps nobody else waiting; the next run tries again.
    if (!isActivityFailure(error)) throw error;
    return { did: `its return could not be started: ${rootMessage(error)}`, acted: true };
  }
}
