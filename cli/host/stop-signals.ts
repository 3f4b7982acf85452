import { EXIT, type ExitCode } from '../exit-codes';

export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What a shell expects of a process that a signal cut off. */
const CUT_OFF = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A process that was told to end, and did, has done its work; a person at the keyboard has interrupted it. */
export function exitCodeOf(signal: StopSignal): ExitCode {
  return signal === 'SIGINT' ? EXIT.interrupted : EXIT.done;
}

/** Hears what asks this process to stop, so that it can do so in its own order. */
export type StopSignals = {
  /** Resolves with the first one; never without one. */
  readonly asked: Promise<StopSignal>;
  /** From now on the first signal is only noted; before, it ends the process. */
  readonly ready: () => void;
  /** Gives the signals back. */
  readonly release: () => void;
};

/**
 * Until everything is up, a signal ends the process at once: there is nothing to end well yet, and the server ends with us. Then the first one is
 * an order to end well. Another one a moment later means now; one that follows on its heels is the same key press, sent on by npm or a supervisor.
 */
export function hearStopSignals(): StopSignals {
  const state: { isReady: boolean; askedAt: number | undefined } = { isReady: false, askedAt: undefined };
  const slot: { resolve: (signal: StopSignal) => void } = { resolve: () => undefined };
  const asked = new Promise<StopSignal>((resolve) => (slot.resolve = resolve));
  const listeners = SIGNALS.map((signal) => {
    const hear = (): void => {
      const isAgain = state.askedAt !== undefined && performance.now() - state.askedAt > SAME_PRESS_MS;
      if (!state.isReady || isAgain) process.exit(CUT_OFF[signal]);
      state.askedAt ??= performance.now();
      slot.resolve(signal);
    };
    process.on(signal, hear);
    return { signal, hear };
  });
  return {
    asked,
    ready: () => void (state.isReady = true),
    release: () => listeners.forEach(({ signal, hear }) => process.removeListener(signal, hear)),
  };
}

const SAME_PRESS_MS = 500;
