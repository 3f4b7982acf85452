import { ApplicationFailure } from '@temporalio/common';
import { allHandlersFinished, CancellationScope, condition, workflowInfo } from '@temporalio/workflow';
import type { Admission, RolloutRef } from '../activities/activities';
import { assertNever } from '../alarms/assert-never';
import { checkPlan } from '../waves/check-plan';
import { nameSome } from '../waves/name-some';
import type { Plan } from '../waves/plan';
import { runningWave, type Step } from '../waves/rollout/next-step';
import { resumeReturn } from '../waves/rollout/resume-return';
import { boundedStatus } from '../waves/rollout/bounded-status';
import type { Outcome } from '../waves/rollout/phases';
import { startRollout } from '../waves/rollout/rollout-state';
import { statusOf } from '../waves/rollout/status';
import { storyOf } from '../waves/rollout/story';
import { baselineReading, reading, tags } from './activity-profiles';
import { rolloutName } from './contract/ids';
import type { AcceptInput, ForwardInput, ReturnInput, RolloutInput, RolloutResult } from './contract/inputs';
import { pack, unpack } from './contract/packed';
import { baselineOrder, baselinesIn } from './contract/packed-baselines';
import { openErrands, type Errands } from './errands';
import { passOnWords } from './pass-on-words';
import { onCancel } from './root-cancel';
import { hearMessages } from './rollout-messages';
import { hearWhileReading } from './return-messages';
import { heedReset, isPastReset, openResetErrands } from './reset';
import { openRollout, type RolloutWork } from './rollout-work';
import { followRollback } from './run-rollback';
import { followWave, recordOf } from './run-wave';
import { tellPeople } from './tell-people';
import { isActivityFailure, rootMessage } from './was-cancelled';
import { acceptAsItStands } from './accept';
import { verifyRecovery, watchBetween, watchWhileReading } from './watch-between';

/** One release in one Region. The id is the lock, and all three modes hold it. */
export async function rollout(input: RolloutInput): Promise<RolloutResult> {
  switch (input.kind) {
    case 'forward':
      return goForward(input);
    case 'return':
      return goBack(input);
    case 'accept':
      return acceptAsItStands(input satisfies AcceptInput);
    default:
      return assertNever(input);
  }
}

async function goForward(input: ForwardInput): Promise<RolloutResult> {
  const plan = unpack(input.plan);
  const ref = refOf(input, plan);
  const trusted = Object.keys(input.trustBaselines ?? {});
  const work = openRollout(ref, startRollout({ plan, at: Date.now(), trusted }));
  hearMessages(work);
  onCancel(() => work.apply({ kind: 'return-asked', cause: { kind: 'cancelled' }, at: Date.now() }));
  return CancellationScope.nonCancellable(() => drive(work, input.clearQuarantine));
}

/** Every way back that starts later. Shown id and markers are those of the rollout that carried the release. */
async function goBack(input: ReturnInput): Promise<RolloutResult> {
  hearWhileReading(input);
  return CancellationScope.nonCancellable(async () => {
    const touched = await reading.readTouched.executeWithOptions({ summary: `what ${input.of.rollout} touched` }, [
      input.of,
    ]);
    const plan: Plan = unpack(touched.packedPlan);
    const cause = { kind: 'person', word: input.word } as const;
    const work = openRollout(
      touched.ref,
      resumeReturn({ plan, touched: unpack(touched.cells), cause, at: Date.now() }),
    );
    hearMessages(work);
    return drive(work, undefined);
  });
}

function refOf(input: ForwardInput, plan: Plan): RolloutRef {
  const { firstExecutionRunId } = workflowInfo();
  const { service, region, release } = input;
  return {
    service,
    region,
    rollout: rolloutName({ service, region, version: release, firstRunId: firstExecutionRunId }),
    originalRunId: firstExecutionRunId,
    releaseDigest: plan.release.digest,
    releaseVersion: plan.release.version,
    rehearsal: plan.policy.purpose.kind === 'rehearsal',
  };
}

/** The runbook: what is next, do it, record what happened. */
async function drive(work: RolloutWork, clearQuarantine: string | undefined): Promise<RolloutResult> {
  const run: Run = { work, errands: openErrands(work), clearQuarantine, turned: { value: false } };
  const reset = openResetErrands();
  const people = tellPeople(work);
  const over = { value: false };
  void passOnWords(work, () => over.value);
  for (;;) {
    people.hearOf(work.state());
    if (isPastReset()) await heedReset(work, reset);
    const step = work.step();
    if (step.kind === 'done') break;
    if (step.kind === 'fail') {
      // Whoever has to look must be told before this run is gone.
      await people.told();
      throw failure(work, step.cells);
    }
    await perform(run, step);
  }
  over.value = true;
  people.hearOf(work.state());
  await people.told();
  await condition(allHandlersFinished);
  return resultOf(work);
}

type Run = {
  readonly work: RolloutWork;
  readonly errands: Errands;
  readonly clearQuarantine: string | undefined;
  /** Whether the running wave was told to turn back. */
  readonly turned: { value: boolean };
};

async function perform(run: Run, step: Exclude<Step, { kind: 'done' | 'fail' }>): Promise<void> {
  const { work, errands } = run;
  const seen = work.changes.count();
  switch (step.kind) {
    case 'admit':
      errands.run('admit', () => admit(work, run.clearQuarantine));
      return attend(work, seen);
    case 'read-baselines':
      errands.run(`baselines of ${step.wave}`, () => readBaselines(work, step.wave));
      return watchWhileReading(work);
    case 'run-wave':
      errands.run(`wave ${step.wave}`, () => followWave(work, step.wave));
      return attend(work, seen);
    case 'watch':
      return watchBetween(work, step);
    case 'let-wave-end':
      return attend(work, seen);
    case 'roll-back':
      turnWaveBack(run);
      errands.run('rollback', () => followRollback(work));
      return attend(work, seen);
    case 'verify-recovery':
      return verifyRecovery(work);
    case 'close':
      return close(work, step.outcome);
    default:
      return assertNever(step);
  }
}

/** Sleeps until something is recorded; an errand may have done so already, in which case the loop looks again at once. */
async function attend({ changes }: RolloutWork, seen: number): Promise<void> {
  await changes.since(seen, undefined);
}

/** Before anything else that is still to be said to it. */
function turnWaveBack({ work, turned }: Run): void {
  if (turned.value || runningWave(work.state()) === undefined) return;
  turned.value = true;
  work.steers.unshift({ kind: 'turn-back' });
}

async function admit(work: RolloutWork, clearQuarantine: string | undefined): Promise<void> {
  const refusals = checkPlan(work.state().plan, Date.now());
  if (refusals.length > 0) {
    work.apply({ kind: 'refused', refusals });
    return;
  }
  const { ref, workflowId, runId } = work;
  const order = { ref, workflowId, runId, clearQuarantine };
  const admission = await reading.admitRollout
    .executeWithOptions({ summary: `admit ${ref.rollout}` }, [order])
    .catch(refusedByFailure);
  work.apply(admission.kind === 'admitted' ? { kind: 'admitted' } : { kind: 'refused', refusals: admission.refusals });
}

/** What keeps a rollout from being admitted refuses it: nothing has been touched. */
function refusedByFailure(error: unknown): Admission {
  if (!isActivityFailure(error)) throw error;
  const remedy = 'mend what the message names, then start again';
  return { kind: 'refused', refusals: [{ kind: 'refused', rule: 'input', message: rootMessage(error), remedy }] };
}

async function readBaselines(work: RolloutWork, number: number): Promise<void> {
  const { wave } = recordOf(work.state(), number);
  const exempt = new Set(work.state().exempt.map(({ cell }) => cell));
  const cells = wave.cells.filter(({ name }) => !exempt.has(name));
  const summary = `baselines of ${wave.name}`;
  try {
    const order = baselineOrder(work.ref, cells);
    const answer = await baselineReading.readBaselines.executeWithOptions({ summary }, [order]);
    work.apply({ kind: 'baselines-read', wave: number, baselines: baselinesIn(answer), at: Date.now() });
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
    work.apply({ kind: 'baselines-unread', wave: wave.name, detail: rootMessage(error), at: Date.now() });
  }
}

async function close(work: RolloutWork, outcome: Outcome): Promise<void> {
  if (outcome === 'rolled-back' && work.state().returned !== undefined) await clearStopTags(work);
  work.apply({ kind: 'closed', outcome });
}

/** A tag that stays keeps this release from starting, which is the safe side; so its removal is tried, and never waited for at length. */
async function clearStopTags(work: RolloutWork): Promise<void> {
  const names = new Set(work.state().returned?.map(({ cell }) => cell));
  const all = work.state().plan.waves.flatMap(({ cells }) => cells);
  const cells = all.filter(({ name }, at) => names.has(name) && all.findIndex((other) => other.name === name) === at);
  try {
    await tags.clearStopTags.executeWithOptions({ summary: 'clear stop tags' }, [{ ref: work.ref, cells }]);
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
  }
}

/** A message of 10,000 names is none. */
const MOST_NAMED = 50;

function failure(work: RolloutWork, cells: readonly string[]): ApplicationFailure {
  const message = `nobody knows what runs on ${nameSome(cells, MOST_NAMED)}: look at them, then \`cellwave rollback\` or \`cellwave accept\``;
  return ApplicationFailure.nonRetryable(message, 'FleetUnknown', { story: storyOf(work.state()) });
}

function resultOf(work: RolloutWork): RolloutResult {
  const state = work.state();
  const status = statusOf(work.ref, state, Date.now());
  const told = boundedStatus(status);
  return {
    rollout: work.ref.rollout,
    outcome: state.outcome ?? 'unknown',
    story: storyOf(state),
    status: told,
    ...(told.cellsLeftOut === 0 ? {} : { packedStatus: pack(status) }),
  };
}
