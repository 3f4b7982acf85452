/** The sandbox's time, handed in so that tests can drive it. `now` is in ms since the epoch. */
export type Clock = {
  now(): number;
  /** Calls `task` about every `everyMs` until the returned function is called. Must not keep the process alive by itself. */
  every(everyMs: number, task: () => void): () => void;
  /** Calls `task` once after `afterMs` unless the returned function is called first. */
  after(afterMs: number, task: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  every(everyMs, task) {
    const timer = setInterval(task, everyMs);
    timer.unref();
    return () => clearInterval(timer);
  },
  after(afterMs, task) {
    const timer = setTimeout(task, afterMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
