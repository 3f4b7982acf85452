import { performance } from 'node:perf_hooks';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { Clock } from '../../activities/ports/clock.port';

/** Time that passes at once where the code under test would wait, and on by itself otherwise. */
export type HastyClock = Clock & { skip(ms: number): void };

const LONGEST_REAL_WAIT_MS = 15;

export function aHastyClock(): HastyClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    monotonic: () => performance.now() + ahead,
    async wait(waitMs, signal) {
      if (signal.aborted) return;
      const realMs = Math.min(waitMs, LONGEST_REAL_WAIT_MS);
      ahead += waitMs - realMs;
      await new Promise((resolve) => setTimeout(resolve, realMs));
    },
    skip: (ms) => void (ahead += ms),
  };
}

export type Run<R> = {
  readonly result: R;
  readonly attempts: number;
  readonly heartbeats: readonly unknown[];
  /** What every attempt but the last was ended by. */
  readonly lines: readonly string[];
};

export type RunWishes = {
  readonly clock: HastyClock;
  readonly maxAttempts?: number;
  /** Called before each attempt; may cancel it, or say what the attempt before it left behind. */
  readonly before?: (attempt: number, environment: MockActivityEnvironment) => void;
  readonly details?: unknown;
  readonly firstAttempt?: number;
};

/** Runs an activity as Temporal does: again after every failure that may be retried, with the heartbeat details of the last attempt. */
export async function runActivity<A, R>(
  activity: (order: A) => Promise<R>,
  order: A,
  wishes: RunWishes,
): Promise<Run<R>> {
  const { clock } = wishes;
  const heartbeats: unknown[] = [];
  const lines: string[] = [];
  const firstScheduledAt = clock.now();
  let details = wishes.details;
  for (let attempt = wishes.firstAttempt ?? 1; attempt <= (wishes.maxAttempts ?? 400); attempt++) {
    const info = {
      attempt,
      scheduledTimestampMs: firstScheduledAt,
      currentAttemptScheduledTimestampMs: clock.now(),
      heartbeatDetails: details,
    };
    const environment = new MockActivityEnvironment(info, { logger: silent });
    environment.on('heartbeat', (beat: unknown) => {
      details = beat;
      heartbeats.push(beat);
    });
    wishes.before?.(attempt, environment);
    try {
      const result = await environment.run<[A], R, (order: A) => Promise<R>>(activity, order);
      return { result, attempts: attempt, heartbeats, lines };
    } catch (error) {
      if (!(error instanceof ApplicationFailure) || error.nonRetryable === true) throw error;
      lines.push(`${error.type ?? ''}: ${error.message}`);
      await clock.wait(Number(error.nextRetryDelay ?? 1_000), NEVER);
    }
  }
  throw new Error(`not over after all attempts: ${lines.slice(-3).join(' | ')}`);
}

/** Failed attempts are what these tests are about. */
const silent = new DefaultLogger('ERROR', () => undefined);

const NEVER = new AbortController().signal;
