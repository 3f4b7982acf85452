import { durationMs } from './durations';
import type { TimeoutKind } from './failures';
import type { ActivityOrder } from './pending-activity';
import type { Timeline } from './timeline';

/** How long an attempt may take in all, and how long it may be silent. */
export type Timeouts = { readonly beat: () => void; readonly over: () => void };

export function openTimeouts(
  timeline: Timeline,
  order: ActivityOrder,
  timedOut: (kind: TimeoutKind) => void,
): Timeouts {
  const after = (ms: number | undefined, kind: TimeoutKind): (() => void) =>
    ms === undefined ? () => undefined : timeline.later(ms, `${kind} timeout`, () => timedOut(kind));
  const inAll = after(durationMs(order.startToCloseTimeout), 'start-to-close');
  const silentMs = durationMs(order.heartbeatTimeout);
  let silence = after(silentMs, 'heartbeat');
  return {
    beat() {
      silence();
      silence = after(silentMs, 'heartbeat');
    },
    over() {
      inAll();
      silence();
    },
  };
}
