/** gRPC's status numbers that we tell apart; written out so that asking for one does not load a gRPC library. */
export const grpcCodes = {
  cancelled: 1,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  /** Of a query: nobody has polled for its workflow lately, or it has not come to its first task. */
  failedPrecondition: 9,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

export type GrpcCodeName = keyof typeof grpcCodes;

/** Does this error, or one it was made from, carry that gRPC status? */
export function hasGrpcCode(error: unknown, ...names: readonly GrpcCodeName[]): boolean {
  const code = grpcCodeOf(error);
  return names.some((name) => grpcCodes[name] === code);
}

/** Did the server, or the way to it, say no? Anything else went wrong on our side of the wire. */
export function isGrpcFailure(error: unknown): boolean {
  return grpcCodeOf(error) !== undefined;
}

function grpcCodeOf(error: unknown): unknown {
  // Bounded: a cause may in theory point back at its own error.
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'number') return code;
    current = Reflect.get(current, 'cause');
  }
  return undefined;
}
