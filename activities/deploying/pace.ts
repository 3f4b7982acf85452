/** Pauses between the looks of one attempt, in ms. Short in all: a cancel reaches an attempt late, but is seen at once between two. */
const IN_ATTEMPT_MS = {
  forward: [100, 200, 400],
  /** A cell on its way back takes no cancel, so nothing is lost by staying. */
  back: [100, 200, 400, 500, 500, 500],
} as const;

/** The pause before the next look of the same attempt; undefined: end the attempt. */
export function pauseInAttempt(direction: 'forward' | 'back', looks: number): number | undefined {
  return IN_ATTEMPT_MS[direction][looks - 1];
}

/** The pause until the next attempt, by how long the work has gone on: soon while it may be over soon. */
export function pauseBetweenAttempts(workedMs: number): number {
  if (workedMs < 15_000) return 1_000;
  if (workedMs < 60_000) return 2_000;
  if (workedMs < 300_000) return 5_000;
  return 15_000;
}

const LONGEST_TROUBLE_PAUSE_MS = { forward: 15_000, back: 5_000 } as const;

/** The pause after an error that may pass. */
export function pauseAfterTrouble(direction: 'forward' | 'back', troubles: number): number {
  return Math.min(LONGEST_TROUBLE_PAUSE_MS[direction], 1_000 * 2 ** Math.min(troubles - 1, 10));
}
