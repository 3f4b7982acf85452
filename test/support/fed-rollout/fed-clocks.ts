import type { Clock } from '../../../activities/ports/clock.port';
import type { Clock as SandboxClock } from '../../../sandbox/clock';
import type { Worker } from '../hand-fed/worker';
import type { Timeline } from '../hand-fed/timeline';

/** The worker's clock: a wait ends when its time has come, or at once when it is cut short. */
export function workerClock(timeline: Timeline, worker: Worker): Clock {
  return {
    now: timeline.now,
    monotonic: timeline.now,
    async wait(waitMs, signal) {
      if (!signal.aborted) await pause(timeline, waitMs, signal);
      await worker.alive();
    },
  };
}

function pause(timeline: Timeline, waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const takeBack = timeline.later(waitMs, 'the end of a pause', () => {
      signal.removeEventListener('abort', cutShort);
      resolve();
    });
    const cutShort = (): void => {
      takeBack();
      resolve();
    };
    signal.addEventListener('abort', cutShort, { once: true });
  });
}

export function fleetClock(timeline: Timeline): SandboxClock {
  return {
    now: timeline.now,
    after: (afterMs, task) => timeline.later(afterMs, 'the fleet', task),
    every() {
      throw new Error('nothing in this fleet ticks');
    },
  };
}
