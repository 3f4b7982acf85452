export type Interruption = {
  /** Waits, or less long if the person asks to stop. */
  readonly orAfter: (ms: number) => Promise<'interrupted' | 'passed'>;
  readonly forget: () => void;
};

/** Ctrl-C and SIGTERM, heard so that the screen can be left tidy. */
export function untilInterrupted(): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    orAfter: (ms) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve('interrupted');
        const heard = (): void => {
          clearTimeout(timer);
          resolve('interrupted');
        };
        const timer = setTimeout(() => {
          signal.removeEventListener('abort', heard);
          resolve('passed');
        }, ms);
        signal.addEventListener('abort', heard, { once: true });
      }),
    forget: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
