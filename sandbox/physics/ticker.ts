import type { Clock } from '../clock';

export type TickerOptions = {
  readonly clock: Clock;
  readonly tickMs: number;
  /** The first tick is the one that this lies in: time that passes while everything is being set up is not lost. */
  readonly startedAt: number;
  /** Beyond this many missed ticks at once the time between is left out: a laptop that slept all night is not simulated through it. */
  readonly mostMissed: number;
  readonly onTick: (tick: Tick) => void;
};

export type Tick = { readonly fromAt: number; readonly toAt: number };

/**
 * Cuts time into ticks that begin at whole multiples of `tickMs`, whatever the timer does: one late call makes up for the ticks it missed.
 */
export function startTicker({ clock, tickMs, startedAt, mostMissed, onTick }: TickerOptions): () => void {
  let next = Math.floor(startedAt / tickMs);
  const run = (): void => {
    const current = Math.floor(clock.now() / tickMs);
    // A clock that was set back: go on from where it is now.
    if (current < next - 1) next = current;
    if (current - next > mostMissed) next = current - mostMissed;
    for (; next < current; next += 1) onTick({ fromAt: next * tickMs, toAt: (next + 1) * tickMs });
  };
  return clock.every(tickMs, run);
}
