import { ApplicationFailure } from '@temporalio/common';
import type { Word } from '../waves/rollout/stance';
import type { WordMessage } from './contract/messages';

const LONGEST_REASON = 500;

/** Every word of a person needs a reason, which goes on record. Validators call it: synchronous, changes nothing. */
export function checkReason(message: WordMessage | undefined): void {
  // A form may send anything, whatever the type says.
  const reason: unknown = message?.reason;
  if (typeof reason !== 'string' || reason.trim() === '')
    throw refuse('a reason is needed, as in {"reason": "CHG-1234: wrong build"}');
  if (reason.length > LONGEST_REASON) throw refuse(`the reason is longer than ${LONGEST_REASON} characters`);
}

/**
 * Words come without a `by` from the Web UI, where Temporal's history holds who sent them. Total: a signal has no validator, and what a
 * person typed into a form in a hurry must not keep an abort or a rollback from happening.
 */
export function wordOf(message: WordMessage | undefined, at: number): Word {
  return { reason: text(message?.reason) ?? 'no reason given', by: text(message?.by) ?? 'the Web UI', at };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, LONGEST_REASON) : undefined;
}

export function refuse(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'Refused');
}
