import { ApplicationFailure } from '@temporalio/common';
import { advance } from '../alarms/advance';
import { foldConfigs } from '../alarms/configs';
import { collectEvidence } from '../alarms/evidence';
import { statusLine } from '../alarms/status-line';
import { watchReturn } from '../alarms/watch-return';
import type { WatchOrder, WatchState } from '../alarms/watch-state';
import { unpackTask } from '../workflows/contract/packed-watch';
import type { Activities } from './activities';
import { currentAttempt, type Attempt } from './attempt';
import { permanently } from './failures';
import { notYet, SHORTEST_RETRY_MS } from './not-yet';
import type { AlarmSource } from './ports/alarm-source.port';
import type { Clock } from './ports/clock.port';
import type { MetricSource } from './ports/metric-source.port';
import { lookAtAll } from './watching/look-at-all';

type Needs = { readonly alarms: AlarmSource; readonly metrics: MetricSource; readonly clock: Clock };

/** One look per attempt over all accounts of the order; what it means for the rollout only the workflow decides. */
export function createWatchAlarms(needs: Needs): Activities['watchAlarms'] {
  return async ({ region, task, state }) => {
    const { order, access } = unpackTask(task);
    const attempt = currentAttempt();
    const beganAt = needs.clock.monotonic();
    const before = isWatchState(attempt.details) ? attempt.details : state;
    const early = earlyMs(before, order, attempt.scheduledAt);
    if (early >= SHORTEST_RETRY_MS) throw notYet(statusLine(before, order), early);
    await needs.clock.wait(early, attempt.signal);
    attempt.heartbeat(before);
    const look = await knowingly(attempt, () => lookAtAll(needs, { region, order, access }, { attempt, before }));
    await attempt.throwIfCancelled();
    const after = advance(before, look, order);
    attempt.heartbeat(after);
    const because = watchReturn(state, after, order);
    if (because === undefined)
      throw notYet(statusLine(after, order), order.pollMs - (needs.clock.monotonic() - beganAt));
    const evidence = because === 'progress' ? undefined : collectEvidence(look, order, before);
    return { state: withoutConfigs(after), because, evidence };
  };
}

/**
 * An error that no account's look has made its own is a fault of ours. Thrown as it is, it would be retried for ever with nobody told; so
 * it ends the watch, and the workflow knows that it is blind.
 */
async function knowingly<T>(attempt: Attempt, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    await attempt.throwIfCancelled();
    throw error instanceof ApplicationFailure ? error : permanently('WatchBroken', String(error));
  }
}

/**
 * How long until the next look is due. A watch that is ordered anew right after it told something waits for its poll like any other: an
 * account that comes and goes must not make the looks follow each other without a pause.
 */
function earlyMs({ last }: WatchState, { until, pollMs }: WatchOrder, now: number): number {
  if (last === undefined || until.kind === 'one-look') return 0;
  // Timers are no more exact than this, and a look that is a little early does no harm.
  const slackMs = pollMs / 10;
  return Math.max(0, last.temporalAt + pollMs - slackMs - now);
}

/**
 * What an alarm's definition was is remembered from look to look and not carried through history, where it would be most of a bake's
 * bytes: one digest over all of them tells the next watch whether anything was edited in between.
 */
function withoutConfigs(state: WatchState): WatchState {
  return { ...state, configs: {}, configsFold: foldConfigs(state.configs) };
}

/** Heartbeats are read by the activity that wrote them alone. */
function isWatchState(details: unknown): details is WatchState {
  return typeof details === 'object' && details !== null && 'goodMs' in details && 'lookedUntilAt' in details;
}
