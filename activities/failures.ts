import { ApplicationFailure } from '@temporalio/common';
import { FAILURES, type FailureOwner, type FailureType, type LastingFailure } from '../waves/failures';

/**
 * What a vendor's error means. `throttled`, `expired` and `busy` were surely not applied; after `unreachable` nobody knows whether it was.
 */
export type Fault = PassingFault | LastingFault;

export type PassingFault = {
  readonly kind: 'throttled' | 'expired' | 'busy' | 'unreachable' | 'ended';
  readonly detail: string;
};

export type LastingFault = {
  readonly kind: 'denied' | 'gone' | 'invalid' | 'guarded';
  readonly detail: string;
  readonly owner: FailureOwner;
  readonly remedy: string;
};

/** Thrown by our own guards before anything is sent. */
export class GuardError extends Error {
  override readonly name: 'WrongAccount' | 'RehearsalOnAws';
  readonly remedy: string;

  constructor(name: 'WrongAccount' | 'RehearsalOnAws', message: string, remedy: string) {
    super(message);
    this.name = name;
    this.remedy = remedy;
  }
}

/** The role of a cell could not be entered: kept apart from what the cell's own services refuse. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
}

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'LimitExceededException',
  'LimitExceeded',
  'SlowDown',
  'BandwidthLimitExceeded',
  'ProvisionedThroughputExceededException',
]);
const EXPIRED = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
  'CredentialsProviderError',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
]);
const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'OptInRequired']);
const BUSY = new Set(['DeploymentLimitExceededException']);
const ENDED = new Set(['DeploymentAlreadyCompletedException']);
const GONE = new Set([
  'ApplicationDoesNotExistException',
  'DeploymentGroupDoesNotExistException',
  'DeploymentDoesNotExistException',
]);
/** Answers that no SDK can read: a broken proxy's HTML, a cut body. Never our defect (facts: an HTML 500 becomes a SyntaxError). */
const UNREADABLE = new Set(['SyntaxError', 'ResponseDeserializationError']);
const NETWORK = new Set(['TimeoutError', 'AbortError', 'NetworkingError']);
/**
 * Codes of what lies below HTTP: the system's and the resolver's (`ECONNRESET`, `EPROTO`, `EMFILE`, `EAI_FAIL`, `ESERVFAIL`), TLS's
 * (`CERT_HAS_EXPIRED`, `SELF_SIGNED_CERT_IN_CHAIN`), the HTTP parser's (`HPE_INVALID_CONSTANT`). Node's `ERR_...` are mostly mistakes of a
 * caller, so of them only those of a connection.
 */
const TRANSPORT_CODE =
  /^(E(?!RR_)[A-Z0-9_]+|HPE_.+|UND_ERR_.+|CERT_.+|CRL_.+|.*SELF_SIGNED.+|UNABLE_TO_.+|ERR_(SSL|TLS|SOCKET|HTTP2|STREAM)_.+)$/;
/** All that `fetch` says of a connection that failed. */
const FETCH_FAILED = 'fetch failed';

/** How the SDK wraps what was thrown below it and is no `Error` of its own realm: the transport's. */
const TRANSPORT_WRAPPER = 'AWS SDK error wrapper for ';

/** Every vendor error is understood here and nowhere else. Errors that carry no vendor's mark are ours and come back as undefined. */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof EntryError) return entryFault(error);
  if (error instanceof GuardError)
    return { kind: 'guarded', detail: error.message, owner: 'user', remedy: error.remedy };
  if (!isErrorLike(error)) return undefined;
  const names = namesOf(error);
  const detail = `${error.name}: ${firstLine(error.message)}`;
  const has = (set: ReadonlySet<string>): boolean => names.some((name) => set.has(name));
  if (has(THROTTLED) || statusOf(error) === 429) return { kind: 'throttled', detail };
  if (has(EXPIRED)) return { kind: 'expired', detail };
  if (has(BUSY)) return { kind: 'busy', detail };
  if (has(ENDED)) return { kind: 'ended', detail };
  if (has(DENIED)) return { kind: 'denied', detail, ...answerTo('AccessDenied') };
  if (has(GONE)) return { kind: 'gone', detail, ...answerTo('TargetGone') };
  if (has(UNREADABLE) || has(NETWORK) || isTransports(error)) return { kind: 'unreachable', detail };
  const status = statusOf(error);
  if (status === undefined) return undefined;
  if (status >= 500 || status === 408) return { kind: 'unreachable', detail };
  return { kind: 'invalid', detail, ...answerTo('RefusedByTarget') };
}

function answerTo(type: LastingFailure): { readonly owner: FailureOwner; readonly remedy: string } {
  const { owner, remedy } = FAILURES[type];
  return { owner, remedy };
}

function entryFault(error: EntryError): Fault {
  const inner = faultOf(error.cause);
  const detail = `${error.message}: ${inner?.detail ?? String(error.cause)}`;
  if (inner === undefined) return { kind: 'unreachable', detail };
  if (inner.kind === 'denied' || inner.kind === 'invalid' || inner.kind === 'gone')
    return {
      kind: 'denied',
      detail,
      owner: 'user',
      remedy:
        'check that the role exists and that its trust policy names the worker, the external id and sts:TagSession',
    };
  return { ...inner, detail };
}

/** True when the same call may do better later. */
export function isPassing(fault: Fault): fault is PassingFault {
  switch (fault.kind) {
    case 'throttled':
    case 'expired':
    case 'busy':
    case 'unreachable':
    case 'ended':
      return true;
    case 'denied':
    case 'gone':
    case 'invalid':
    case 'guarded':
      return false;
  }
}

/** Ends an activity for good, says whose problem it is and what to do: as the catalogue has it, unless the caller knows better. */
export function permanently(
  type: LastingFailure,
  message: string,
  remedy: string = FAILURES[type].remedy,
): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`${message}; ${remedy}`, type, { owner: FAILURES[type].owner, remedy });
}

const TYPES = { denied: 'AccessDenied', gone: 'TargetGone', invalid: 'RefusedByTarget' } as const;

/** As the workflows see it: passing faults are retried, the others name owner and remedy. Errors of ours stay as they are. */
export function toFailure(error: unknown): unknown {
  if (error instanceof ApplicationFailure) return error;
  const fault = faultOf(error);
  if (fault === undefined) return error;
  if (isPassing(fault)) return ApplicationFailure.create({ type: TRANSIENT, message: fault.detail });
  if (fault.kind === 'guarded') return permanently(guardOf(error)?.name ?? 'WrongAccount', fault.detail, fault.remedy);
  return permanently(TYPES[fault.kind], fault.detail, fault.remedy);
}

/** A guard may have spoken while a role was being entered. */
function guardOf(error: unknown): GuardError | undefined {
  if (error instanceof EntryError) return guardOf(error.cause);
  return error instanceof GuardError ? error : undefined;
}

/** Type of failures that the same call may overcome later. */
export const TRANSIENT = 'Transient' satisfies FailureType;

type ErrorLike = { readonly name: string; readonly message: string };

/** By shape: errors of Node's core and of the web's APIs are not all `Error`s of this realm. */
function isErrorLike(error: unknown): error is ErrorLike {
  if (typeof error !== 'object' || error === null || !('name' in error) || !('message' in error)) return false;
  return typeof error.name === 'string' && typeof error.message === 'string';
}

function isTransports(error: ErrorLike): boolean {
  if (error.message.startsWith(TRANSPORT_WRAPPER)) return true;
  if (error.name === 'TypeError' && error.message === FETCH_FAILED) return true;
  return 'code' in error && typeof error.code === 'string' && TRANSPORT_CODE.test(error.code);
}

function namesOf(error: ErrorLike): readonly string[] {
  const code: unknown = 'code' in error ? error.code : undefined;
  const modelled: unknown = 'Code' in error ? error.Code : undefined;
  return [error.name, code, modelled].filter((name) => typeof name === 'string');
}

function statusOf(error: ErrorLike): number | undefined {
  if (!('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}
