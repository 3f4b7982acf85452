import { reasonOf } from '../../runtime/error-facts';
import { hasGrpcCode } from '../../runtime/grpc-code';
import type { Temporal } from './with-temporal';

/** What came within the time, or that nothing did. */
export type Answered<Value> = { readonly kind: 'answered'; readonly value: Value } | { readonly kind: 'silent' };

/** Asks Temporal something that only a worker can answer: with none up it would wait for ever. */
export async function within<Value>(
  { connection }: Temporal,
  ms: number,
  ask: () => Promise<Value>,
): Promise<Answered<Value>> {
  try {
    return { kind: 'answered', value: await connection.withDeadline(Date.now() + ms, ask) };
  } catch (error) {
    if (isSilence(error)) return { kind: 'silent' };
    throw error;
  }
}

/** `cancelled`: the SDK's deadline came before the server's own answer to it. `failedPrecondition`: nobody polls for what is asked. */
const SILENCE = ['deadlineExceeded', 'cancelled', 'failedPrecondition'] as const;

/** The SDK has an error of its own for updates, made from the same status. */
function isSilence(error: unknown): boolean {
  const name: unknown = error instanceof Error ? error.name : undefined;
  if (name === 'WorkflowUpdateRPCTimeoutOrCancelledError' || hasGrpcCode(error, ...SILENCE)) return true;
  // The SDK asks again while there is time, and the server refuses a question that has next to none left.
  return reasonOf(error).includes('timeout is too short');
}
