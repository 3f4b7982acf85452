import { advance } from '../alarms/advance';
import { collectEvidence } from '../alarms/evidence';
import { statusLine } from '../alarms/status-line';
import { watchReturn } from '../alarms/watch-return';
import type { WatchState } from '../alarms/watch-state';
import { unpack } from '../workflows/contract/packed';
import type { Activities } from './activities';
import { currentAttempt } from './attempt';
import { notYet } from './not-yet';
import type { AlarmSource } from './ports/alarm-source.port';
import type { Clock } from './ports/clock.port';
import { lookAtAll } from './watching/look-at-all';

type Needs = { readonly alarms: AlarmSource; readonly clock: Clock };

/** One look per attempt over all accounts of the order; what it means for the rollout only the workflow decides. */
export function createWatchAlarms(needs: Needs): Activities['watchAlarms'] {
  return async ({ region, task, state }) => {
    const { order, access } = unpack(task);
    const attempt = currentAttempt();
    const beganAt = needs.clock.monotonic();
    const before = isWatchState(attempt.details) ? attempt.details : state;
    attempt.heartbeat(before);
    const look = await lookAtAll(needs, { region, order, access }, { attempt, historyFromAt: before.lookedUntilAt });
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
 * What an alarm's definition was is remembered from look to look and not carried through history, where it would be most of a bake's
 * bytes: an edit that falls between two watches is dated by CloudWatch inside the window, which tells it as well.
 */
function withoutConfigs(state: WatchState): WatchState {
  return { ...state, configs: {} };
}

/** Heartbeats are read by the activity that wrote them alone. */
function isWatchState(details: unknown): details is WatchState {
  return typeof details === 'object' && details !== null && 'goodMs' in details && 'lookedUntilAt' in details;
}
