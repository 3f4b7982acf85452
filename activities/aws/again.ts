import { faultOf } from '../failures';
import type { Clock } from '../ports/clock.port';

const TRIES = 3;
const FIRST_PAUSE_MS = 100;

/** Sends a call that may be repeated up to three times; longer troubles are for the activity's own retries. */
export async function again<T>(clock: Clock, signal: AbortSignal, send: () => Promise<T>): Promise<T> {
  for (let sent = 1; ; sent++) {
    try {
      return await send();
    } catch (error) {
      const fault = faultOf(error);
      const worthIt = fault?.kind === 'throttled' || fault?.kind === 'unreachable';
      if (!worthIt || sent >= TRIES || signal.aborted) throw error;
      await clock.wait(FIRST_PAUSE_MS * 2 ** (sent - 1) * (0.5 + Math.random()), signal);
    }
  }
}
