import { readFileSync } from 'node:fs';

/** Clock ticks of Linux's /proc: 100 a second everywhere that Node runs. */
const TICK_MS = 10;
const EVERY_MS = 100;

export type CpuMeter = {
  /** ms of processor time that all processes took between two instants; undefined where nobody counts it (not on Linux). */
  between(from: number, to: number): number | undefined;
  stop(): void;
};

/**
 * Processor time of some processes over time. On a machine that does other things as well it says what a piece of work costs, when time on
 * the wall says how busy the machine was.
 */
export function startCpuMeter(pids: readonly number[]): CpuMeter {
  const samples: { at: number; ms: number }[] = [];
  const timer = setInterval(() => {
    const ms = pids.map(cpuOf).reduce((sum, one) => sum + one, 0);
    if (Number.isFinite(ms)) samples.push({ at: Date.now(), ms });
  }, EVERY_MS);
  const msAt = (at: number): number | undefined => samples.findLast((sample) => sample.at <= at)?.ms;
  return {
    between(from, to) {
      const [before, after] = [msAt(from), msAt(to)];
      return before === undefined || after === undefined ? undefined : after - before;
    },
    stop: () => clearInterval(timer),
  };
}

function cpuOf(pid: number): number {
  try {
    // After the name, which may hold anything and ends at the last parenthesis: utime and stime are the 12th and 13th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return NaN;
  }
}
