import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { WatchReport } from '../activities/activities';
import type { WatchOrder, WatchState } from '../alarms/watch-state';
import type { Access } from '../waves/fleet';
import { lostSight, unwatched, unwatchedMs } from '../waves/rollout/watches';
import { watching } from './activity-profiles';
import { packTask } from './contract/packed-watch';
import { isActivityFailure, rootMessage, wasCancelled } from './was-cancelled';

/** What one watch is asked to do, by whom, from where. */
export type WatchTask = {
  readonly region: string;
  readonly order: WatchOrder;
  readonly state: WatchState;
  readonly access: Readonly<Record<string, Access>>;
  readonly summary: string;
};

/** What a watch came back with. */
export type Watched = Pick<WatchReport, 'state' | 'evidence'>;

/**
 * Runs one watch until it has something to tell, or until `isStale` says that something else is to be watched for. Undefined then, and
 * what the clock has gained since the watch's last return is lost: a bake can only get longer by it. A watch that cannot even run, for want
 * of a worker or for a fault of ours, has lost sight of everybody: nothing starts on what was seen before.
 */
export async function watchUntil(task: WatchTask, isStale: () => boolean): Promise<Watched | undefined> {
  const scope = new CancellationScope({ cancellable: true });
  const done = { value: false };
  const guard = condition(() => done.value || isStale()).then(() => {
    if (!done.value) scope.cancel();
  });
  try {
    return await scope.run(() => look(task));
  } catch (error) {
    if (wasCancelled(error)) return undefined;
    if (!isActivityFailure(error)) throw error;
    return await blindAfter(task, rootMessage(error), isStale);
  } finally {
    done.value = true;
    await guard;
  }
}

async function blindAfter(task: WatchTask, why: string, isStale: () => boolean): Promise<Watched | undefined> {
  const { order, state } = task;
  // It is told at once when it is news, and tried again no faster than looks come.
  if (state.verdict.kind === 'blind') await condition(isStale, order.pollMs);
  const subjects = order.accounts.map(({ subject }) => subject);
  return { state: lostSight(state, { subjects, why, at: Date.now() }), evidence: undefined };
}

async function look(task: WatchTask): Promise<Watched> {
  const { region, order, state, summary } = task;
  if (order.accounts.length === 0) return { state: await lookAtNothing(task), evidence: undefined };
  const subjects = [...order.accounts, ...(order.samples?.cells ?? [])].map(({ subject }) => subject);
  const access = Object.fromEntries(subjects.flatMap((subject) => entryOf(task.access, subject)));
  const report: WatchReport = await watching.watchAlarms.executeWithOptions({ summary }, [
    { region, task: packTask({ order, access }), state },
  ]);
  return { state: report.state, evidence: report.evidence };
}

/** Only where the policy gives a reason for having no alarms: `checkPlan` refuses it otherwise. */
async function lookAtNothing({ order, state }: WatchTask): Promise<WatchState> {
  const ms = unwatchedMs(state, order);
  if (ms > 0) await sleep(ms, { summary: 'no alarms watch this wave: time alone passes' });
  const after = unwatched(state, order, Date.now());
  if (order.until.kind === 'endless' && state.looks > 0) await CancellationScope.current().cancelRequested;
  return after;
}

function entryOf(access: WatchTask['access'], subject: string): [string, Access][] {
  const found = access[subject];
  return found === undefined ? [] : [[subject, found]];
}
