// Errors are read by shape: one that Node or a test runner made in another realm is no `instanceof Error` of ours.

/** `ENOENT`, `EEXIST`, ...: what Node's own calls fail with. */
export function systemErrorCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** One line for a person from whatever was thrown; `fetch` and gRPC hide the true reason below their own message. */
export function reasonOf(error: unknown): string {
  const [message, details, cause] = [textOf(error, 'message'), textOf(error, 'details'), causeOf(error)];
  const inner = details ?? textOf(cause, 'message');
  if (message === undefined) return inner ?? String(error);
  return inner === undefined || message.includes(inner) ? message : `${message}: ${inner}`;
}

function textOf(error: unknown, field: string): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  if (typeof value !== 'string') return undefined;
  // gRPC ends what it says of a refused connection with the title of a note that it does not have.
  const told = value.replace(/\.?\s*Resolution note:\s*$/, '');
  return told === '' ? undefined : told;
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'cause') : undefined;
}
