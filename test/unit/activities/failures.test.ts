import { EntryError, faultOf, GuardError, toFailure } from '../../../activities/failures';

const named = (name: string, status?: number, more: object = {}): Error =>
  Object.assign(new Error('words'), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
    ...more,
  });

describe('what a vendor error means', () => {
  test.each([
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['SomethingNew', 429, 'throttled'],
    ['ExpiredTokenException', 400, 'expired'],
    ['DeploymentLimitExceededException', 400, 'busy'],
    ['DeploymentAlreadyCompletedException', 400, 'ended'],
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['DeploymentGroupDoesNotExistException', 400, 'gone'],
    ['InvalidRevisionException', 400, 'invalid'],
    ['InternalFailure', 500, 'unreachable'],
    ['SyntaxError', undefined, 'unreachable'],
    ['TimeoutError', undefined, 'unreachable'],
  ])('%s (%s) is %s', (name, status, kind) => {
    expect(faultOf(named(name, status))?.kind).toBe(kind);
  });

  test.each([
    'ECONNRESET',
    'EPROTO',
    'EMFILE',
    'EAI_FAIL',
    'EAI_AGAIN',
    'ESERVFAIL',
    'HPE_INVALID_CONSTANT',
    'CERT_HAS_EXPIRED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('an error of the transport is known by its code: %s', (code) => {
    expect(faultOf(named('Error', undefined, { code }))?.kind).toBe('unreachable');
  });

  test('a fetch that failed passes; a code of our own mistakes does not', () => {
    expect(faultOf(new TypeError('fetch failed'))?.kind).toBe('unreachable');
    expect(faultOf(named('TypeError', undefined, { code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined();
  });

  test("an error of ours is nobody else's", () => {
    const ours = new TypeError('undefined is not a function');
    expect(faultOf(ours)).toBeUndefined();
    expect(toFailure(ours)).toBe(ours);
  });

  test("a role that cannot be entered is the user's to mend; an STS that cannot be reached passes", () => {
    expect(faultOf(new EntryError('x', { cause: named('AccessDenied', 403) }))).toMatchObject({
      kind: 'denied',
      owner: 'user',
    });
    expect(faultOf(new EntryError('x', { cause: named('InternalFailure', 503) }))?.kind).toBe('unreachable');
  });

  test.each([
    [named('Throttling', 400), false, 'Transient'],
    [named('AccessDenied', 403), true, 'AccessDenied'],
    [named('InvalidRevisionException', 400), true, 'RefusedByTarget'],
    [new GuardError('WrongAccount', 'x', 'y'), true, 'WrongAccount'],
    [new EntryError('x', { cause: new GuardError('RehearsalOnAws', 'x', 'y') }), true, 'RehearsalOnAws'],
  ])('%s becomes a failure that workflows understand', (error, nonRetryable, type) => {
    expect(toFailure(error)).toMatchObject({ nonRetryable, type });
  });
});
