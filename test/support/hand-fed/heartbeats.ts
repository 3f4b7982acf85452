import { PACE } from './pace';
import type { Timeline } from './timeline';

/** Heartbeats of one attempt, as a worker sends them: the first at once, then no oftener than it may. */
export type Heartbeats = {
  readonly beat: (details: unknown) => void;
  /** The attempt has ended; `flush`: what has not been sent yet is sent with its failure. */
  readonly stop: (flush: boolean) => void;
};

export function openHeartbeats(timeline: Timeline, send: (details: unknown) => void): Heartbeats {
  let unsent: { readonly details: unknown } | undefined;
  let takeBack: (() => void) | undefined;
  let freeAt = timeline.now();
  const sendNow = (): void => {
    const beat = unsent;
    unsent = undefined;
    takeBack = undefined;
    if (beat === undefined) return;
    freeAt = timeline.now() + PACE.heartbeat;
    send(beat.details);
  };
  return {
    beat(details) {
      unsent = { details };
      if (timeline.now() >= freeAt) sendNow();
      else takeBack ??= timeline.later(freeAt - timeline.now(), 'a heartbeat that had to wait', sendNow);
    },
    stop(flush) {
      takeBack?.();
      if (flush) sendNow();
    },
  };
}
