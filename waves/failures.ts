/** Who has to do something about a permanent failure. */
export type FailureOwner = 'user' | 'target' | 'us';

type KnownFailure = {
  /** The same call may do better later, and is made again. */
  readonly retryable: boolean;
  readonly owner: FailureOwner;
  /** What it says, in a sentence; the message of the failure itself names the cell and the value. */
  readonly meaning: string;
  readonly remedy: string;
};

/**
 * Every type of failure that activities and workflows give to Temporal, as it stands in the Web UI. Who throws one takes owner and, unless
 * it knows better, remedy from here; `docs/failures.md` is made from it.
 */
export const FAILURES = {
  NotYet: {
    retryable: true,
    owner: 'us',
    meaning: 'no failure: a look that found its work not done yet. Its message is a status line',
    remedy: 'nothing; the next look follows',
  },
  Transient: {
    retryable: true,
    owner: 'target',
    meaning: 'AWS throttled, answered 5xx, could not be read or could not be reached',
    remedy: 'nothing at first; if it stays, find out why the account cannot be reached',
  },
  AccessDenied: {
    retryable: false,
    owner: 'user',
    meaning: "a cell's role does not allow the call, or cannot be entered",
    remedy: 'allow the action in the policy of the cell role',
  },
  TargetGone: {
    retryable: false,
    owner: 'user',
    meaning: "a cell's application, deployment group or deployment does not exist",
    remedy: 'create it again, or exempt the cell',
  },
  RefusedByTarget: {
    retryable: false,
    owner: 'target',
    meaning: 'AWS understood the call and refused it, such as a revision that does not exist',
    remedy: 'see what the service says, mend the fleet or release file',
  },
  WrongAccount: {
    retryable: false,
    owner: 'user',
    meaning: "a cell's role leads to another account than the fleet file says (S28); nothing was changed",
    remedy: 'correct the account or the role of the cell in the fleet file',
  },
  WatchBroken: {
    retryable: false,
    owner: 'us',
    meaning: 'a look at the alarms failed in a way that cellwave does not know; the wave is blind and tries again',
    remedy: "see the worker's log and report it; the wave holds if it stays",
  },
  RehearsalOnAws: {
    retryable: false,
    owner: 'user',
    meaning: 'the policy is a rehearsal, but the worker would have called AWS; nothing was sent',
    remedy: 'set AWS_ENDPOINT_URL of the worker to a sandbox, or use a policy that is no rehearsal',
  },
  Unreachable: {
    retryable: false,
    owner: 'target',
    meaning: "a cell could not be reached for as long as the policy's deploy timeout",
    remedy: 'find out why the cell cannot be reached',
  },
  CellUnreadable: {
    retryable: false,
    owner: 'user',
    meaning: 'the baseline of a cell cannot be read, and nothing is changed without one (S12)',
    remedy: 'mend what the message names, or exempt the cell; then resume',
  },
  NoForwardRun: {
    retryable: false,
    owner: 'us',
    meaning: 'a return was asked for, but no forward rollout is found in the history it names',
    remedy: 'return its cells by hand',
  },
  HistoryGone: {
    retryable: false,
    owner: 'user',
    meaning: 'a rollout is to be taken back, but Temporal no longer has the history that tells what it touched',
    remedy: 'return its cells by hand, then settle it with `cellwave accept`; keep histories longer than rollouts last',
  },
  FleetUnknown: {
    retryable: false,
    owner: 'user',
    meaning: 'a rollback ended, and nobody knows what runs on the cells that the message names (S11)',
    remedy: 'look at them, then `cellwave rollback` or `cellwave accept`',
  },
  NoSecret: {
    retryable: false,
    owner: 'user',
    meaning: 'the secret that signs notifications is not in the environment of the worker; nothing else is affected',
    remedy: 'set it in the environment of the workers',
  },
  WebhookRefused: {
    retryable: false,
    owner: 'user',
    meaning: 'the receiver of notifications answered 4xx; nothing else is affected',
    remedy: 'check the URL and the secret',
  },
  Refused: {
    retryable: false,
    owner: 'user',
    meaning: 'an update was not accepted; the rollout goes on as before',
    remedy: 'see what the message says',
  },
} as const satisfies Readonly<Record<string, KnownFailure>>;

export type FailureType = keyof typeof FAILURES;

export type LastingFailure = {
  [Type in FailureType]: (typeof FAILURES)[Type]['retryable'] extends false ? Type : never;
}[FailureType];
