import type { Policy } from './policy';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Longest bake of a policy that asks for requests and does not say how long to wait for them: a whole day's traffic. */
export const DEFAULT_MAXIMUM_BAKE_MS = 24 * HOUR;

/**
 * What a policy says where its file says nothing. Bakes, the one-box's share, width and windows are Amazon's published practice (Amazon Builders'
 * Library, "Automating safe, hands-off deployments"; DESIGN 4); the other numbers are ours.
 */
export const DEFAULT_POLICY: Policy = {
  name: 'default',
  purpose: { kind: 'production' },
  // One-box and one-cell an hour; the first AZ half a day, to meet a day's change of traffic; each further AZ two hours.
  bakes: { oneBoxMs: HOUR, oneCellMs: HOUR, oneAzMs: 12 * HOUR, regionMs: 2 * HOUR, soakMs: 2 * HOUR },
  // A third of an AZ at a time: the other two thirds carry its traffic.
  width: { basisPoints: 3_300, maxCells: 400 },
  oneBoxMaxBasisPoints: 1_000,
  gate: {
    pollMs: 15 * SECOND,
    blindHoldMs: 30 * MINUTE,
    waitingHoldMs: 30 * MINUTE,
    onBlind: 'hold',
    afterPause: 'continue',
    noAlarms: undefined,
    // Off until a policy names the metric that counts its requests.
    minimumSamples: undefined,
  },
  // Business hours, and no start on a Friday: whoever must act is awake, and still is when the first bakes end.
  windows: {
    kind: 'weekly',
    windows: [{ days: ['mon', 'tue', 'wed', 'thu'], fromMinute: 9 * 60, toMinute: 15 * 60 }],
  },
  failureBudget: 0,
  rollback: {
    // Wider than forward: what runs there is known to be bad.
    width: { basisPoints: 10_000, maxCells: 400 },
    pace: 'az-by-az',
    azMaxMs: 15 * MINUTE,
    recoverWithinMs: 15 * MINUTE,
    firstDeployment: 'leave',
  },
  deploy: { timeoutMs: HOUR, foreignWaitMs: 30 * MINUTE, backTries: 2 },
  // At night nobody reads a page at once, no alarm counts any more, and the baseline is known to work. Whoever wants to keep the release says `abort`.
  unresolved: 'return',
  notify: { kind: 'none' },
};
