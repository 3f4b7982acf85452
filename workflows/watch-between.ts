import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { Step } from '../waves/rollout/next-step';
import { accessOf, rolloutWatchOrder, standingAccounts } from '../waves/rollout/rollout-accounts';
import type { Recovery, RolloutState } from '../waves/rollout/rollout-state';
import { hasTouched } from '../waves/rollout/touched';
import { chunkDuty, chunkOf, unwellSubjects, type WatchDuty } from '../waves/rollout/watches';
import type { RolloutWork } from './rollout-work';
import { watchUntil } from './watch-loop';

type WatchStep = Extract<Step, { kind: 'watch' }>;

/** Whom it watches changes only when somebody is left out. */
const keyOf = (step: Step): string =>
  step.kind === 'watch' ? JSON.stringify([step.purpose, step.duty, step.accounts.length]) : step.kind;

/** Watches what is touched while an errand reads the next wave's baselines (S20). */
export async function watchWhileReading(work: RolloutWork): Promise<void> {
  const duty: WatchDuty = { until: { kind: 'endless' }, counting: false };
  const accounts = standingAccounts(work.state());
  const step: WatchStep = { kind: 'watch', purpose: 'baselines', accounts, duty, wakeAt: undefined };
  const isOver = (): boolean => work.step().kind !== 'read-baselines';
  if (hasTouched(work.state())) return watchUntilOver(work, step, isOver);
  await condition(isOver);
}

/** Watches between waves and in the soak, as the step says, until something else is to be done. */
export async function watchBetween(work: RolloutWork, step: WatchStep): Promise<void> {
  const key = keyOf(step);
  await watchUntilOver(work, step, () => keyOf(work.step()) !== key);
}

async function watchUntilOver(work: RolloutWork, step: WatchStep, isOver: () => boolean): Promise<void> {
  const { purpose, accounts } = step;
  work.apply({ kind: 'watch-begun', purpose, accounts: accounts.length, at: Date.now() });
  const chunks = work.state().watches.states.map((_, chunk) => watchChunk({ work, step, chunk, isOver }));
  await tickUntil(work, isOver);
  await Promise.all(chunks);
}

async function tickUntil(work: RolloutWork, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const seen = work.changes.count();
    const step = work.step();
    const wakeAt = step.kind === 'watch' ? step.wakeAt : undefined;
    if (!(await work.changes.since(seen, wakeAt))) work.apply({ kind: 'ticked', at: Date.now() });
  }
}

type Chunk = {
  readonly work: RolloutWork;
  readonly step: WatchStep;
  readonly chunk: number;
  readonly isOver: () => boolean;
};

async function watchChunk({ work, step, chunk, isOver }: Chunk): Promise<void> {
  const accounts = chunkOf(step.accounts, chunk);
  while (!isOver()) {
    const state = work.state().watches.states[chunk];
    if (state === undefined) return;
    const duty = chunkDuty(step.duty, chunk, work.state());
    const key = JSON.stringify(duty);
    const isStale = (): boolean => isOver() || JSON.stringify(chunkDuty(step.duty, chunk, work.state())) !== key;
    const task = {
      region: work.ref.region,
      order: rolloutWatchOrder(work.state(), accounts, duty),
      state,
      access: accessOfPlan(work.state()),
      summary: `${step.purpose}: watch ${accounts.length} accounts`,
    };
    const after = await watchUntil(task, isStale);
    if (after === undefined) continue;
    work.apply({ kind: 'watched', chunk, ...after, duty: duty.until.kind, at: Date.now() });
  }
}

function accessOfPlan({ plan }: RolloutState) {
  return accessOf(
    plan.waves.flatMap(({ cells }) => cells),
    plan.aggregateAlarms,
  );
}

/** After a rollback: are the alarms of everything that was touched quiet again? Looks until they are, or until it has taken too long. */
export async function verifyRecovery(work: RolloutWork): Promise<void> {
  const { recoverWithinMs } = work.state().plan.policy.rollback;
  const fromAt = work.state().carry.lookedUntilAt;
  const accounts = standingAccounts(work.state()).map((account) => ({ ...account, fromAt }));
  work.apply({ kind: 'watch-begun', purpose: 'standing', accounts: accounts.length, at: Date.now() });
  const due = { value: false };
  const timer = new CancellationScope({ cancellable: true });
  void timer
    .run(() => sleep(recoverWithinMs, { summary: 'time for the alarms to recover' }))
    .then(
      () => {
        due.value = true;
      },
      () => undefined,
    );
  const duty: WatchDuty = { until: { kind: 'good', bakeMs: 0 }, counting: true };
  const step: WatchStep = { kind: 'watch', purpose: 'standing', accounts, duty, wakeAt: undefined };
  const isQuiet = (chunk: number): boolean => work.state().watches.states[chunk]?.verdict.kind === 'healthy';
  const isOver = (chunk: number) => (): boolean => due.value || isQuiet(chunk);
  const chunks = work
    .state()
    .watches.states.map((_, chunk) => watchChunk({ work, step, chunk, isOver: isOver(chunk) }));
  await Promise.all(chunks);
  timer.cancel();
  const alarms = unwellSubjects(work.state().watches);
  const recovery: Recovery = alarms.length === 0 ? { kind: 'recovered' } : { kind: 'still-red', alarms };
  work.apply({ kind: 'recovery-seen', recovery });
}
