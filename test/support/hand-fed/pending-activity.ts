import { coresdk } from '@temporalio/proto';
import { beginAttempt, type Attempt } from './attempt';
import { activityFailure, CANCELLED, CANCELLED_UNSTARTED } from './failures';
import { PACE } from './pace';
import type { Failure } from './payloads';
import { forgetCommand, noteCommand, type CommandNote, type Run } from './run';
import { deliver, type Server } from './server';
import { resolutionOf, type AttemptEnd } from './retries';
import type { Command } from './workflow-sandbox';

const { ActivityCancellationType } = coresdk.workflow_commands;
type Resolution = coresdk.activity_result.IActivityResolution;
export type ActivityOrder = NonNullable<Command['scheduleActivity']>;

/** An activity from its schedule to its end; its attempts come and go. */
export type PendingActivity = {
  readonly order: ActivityOrder;
  readonly note: CommandNote;
  readonly scheduledAt: number;
  /** Attempts that have begun. */
  attempts: number;
  /** Heartbeat details that Temporal has. */
  details: unknown;
  running: Attempt | undefined;
  /** Takes the next attempt back, while it is waited for. */
  takeBack: (() => void) | undefined;
  isCancelRequested: boolean;
};

export function scheduleActivity(server: Server, run: Run, order: ActivityOrder): void {
  const at = server.timeline.now();
  const named = { name: order.activityType ?? '', input: order.arguments ?? [] };
  const note = noteCommand(run, { at, kind: 'activity', ...named });
  const activity: PendingActivity = {
    ...{ order, note, scheduledAt: at, attempts: 0, details: undefined },
    ...{ running: undefined, takeBack: undefined, isCancelRequested: false },
  };
  run.events += 1;
  run.activities.set(order.seq ?? 0, activity);
  planAttempt(server, { run, activity }, 0);
}

type Pending = { readonly run: Run; readonly activity: PendingActivity };

function planAttempt(server: Server, pending: Pending, delayMs: number): void {
  const { run, activity } = pending;
  const what = `attempt ${activity.attempts + 1} of ${activity.note.name} in ${run.birth.workflowId}`;
  const dueAt = server.timeline.now() + delayMs;
  activity.takeBack = server.timeline.later(delayMs + PACE.attempt, what, () => {
    activity.takeBack = undefined;
    activity.attempts += 1;
    const attempt = beginAttempt(server, pending, dueAt);
    activity.running = attempt;
    void attempt.end.then((end) =>
      server.timeline.later(PACE.attempt, `end of ${what}`, () => attemptEnded(server, pending, end)),
    );
  });
}

function attemptEnded(server: Server, pending: Pending, end: AttemptEnd): void {
  const { run, activity } = pending;
  activity.running = undefined;
  // It was cancelled without waiting for it: its end is an event that nobody waits for.
  if (run.activities.get(seqOf(activity)) !== activity) return deliver(server, run, { job: undefined, events: 2 });
  const next = resolutionOf(activity, end, server.timeline.now());
  if (next.kind === 'again') planAttempt(server, pending, next.delayMs);
  else resolve(server, pending, { result: next.result, events: 2 });
}

function resolve(server: Server, { run, activity }: Pending, end: { result: Resolution; events: number }): void {
  const seq = seqOf(activity);
  run.activities.delete(seq);
  deliver(server, run, { job: { resolveActivity: { seq, result: end.result } }, events: end.events });
}

/** The faces of a cancel: before anybody heard of it, between two attempts, and during one. */
export function cancelActivity(server: Server, run: Run, seq: number): void {
  const activity = run.activities.get(seq);
  if (activity === undefined) return;
  const { order, note, running } = activity;
  const isRunning = running !== undefined;
  if (!isRunning) activity.takeBack?.();
  if (note.task === run.tasks) {
    forgetCommand(run, note);
    run.events -= 1;
    return cancelAtOnce(run, activity);
  }
  run.events += 1;
  activity.isCancelRequested = true;
  switch (order.cancellationType) {
    case ActivityCancellationType.WAIT_CANCELLATION_COMPLETED:
      if (!isRunning) resolve(server, { run, activity }, { result: cancelled(note, CANCELLED_UNSTARTED), events: 1 });
      return;
    case ActivityCancellationType.ABANDON:
      throw new Error(`${note.name} is abandoned, which nobody here knows`);
    default:
      cancelAtOnce(run, activity);
      if (!isRunning) deliver(server, run, { job: undefined, events: 1 });
  }
}

function cancelAtOnce(run: Run, activity: PendingActivity): void {
  const seq = seqOf(activity);
  run.activities.delete(seq);
  run.atOnce.push({ resolveActivity: { seq, result: cancelled(activity.note, CANCELLED) } });
}

function cancelled({ name }: CommandNote, cause: Failure): Resolution {
  return { cancelled: { failure: activityFailure(name, undefined, cause) } };
}

function seqOf({ order }: PendingActivity): number {
  return order.seq ?? 0;
}
