import { CancelledFailure } from '@temporalio/common';
import type { AccountLook, WatchedAccount } from '../../alarms/observation';
import type { Access } from '../../waves/fleet';
import { faultOf } from '../failures';
import type { AlarmAnswer, AlarmSource } from '../ports/alarm-source.port';

/** Answers further off than this from both the worker's and Temporal's clock are not believed (DESIGN 6, rule 6). */
export const MAX_ANSWER_SKEW_MS = 5 * 60_000;

/** One slow account is blind alone. */
export const ACCOUNT_DEADLINE_MS = 7_000;

export const ACCOUNTS_AT_ONCE = 100;

export type AccountQuestion = {
  readonly region: string;
  readonly account: WatchedAccount;
  readonly access: Access | undefined;
  readonly historyFromAt: number;
  /** The worker's and Temporal's time. */
  readonly clocks: readonly number[];
};

/** Throws nothing but a cancel: an account that could not be read, for whatever reason, is blind alone (S9). */
export async function lookAtAccount(
  source: AlarmSource,
  question: AccountQuestion,
  signal: AbortSignal,
): Promise<AccountLook> {
  const { account, access, region, historyFromAt } = question;
  const { subject } = account;
  if (access === undefined) return { kind: 'blind', subject, reason: 'the order does not say how to enter it' };
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(ACCOUNT_DEADLINE_MS)]);
  try {
    const place = { region, access, purpose: { kind: 'watch' } } as const;
    const names = account.alarms.map(({ name }) => name);
    const reading = source.read({ place, names, historyFromAt }, deadline);
    return judged(question, await orAborted(reading, deadline));
  } catch (error) {
    if (error instanceof CancelledFailure) throw error;
    const detail = faultOf(error)?.detail ?? String(error);
    return { kind: 'blind', subject, reason: deadline.aborted ? 'no answer in time' : detail };
  }
}

function judged({ account, clocks }: AccountQuestion, answer: AlarmAnswer): AccountLook {
  const { subject } = account;
  const isSkewed = clocks.every((clock) => Math.abs(answer.readAt - clock) > MAX_ANSWER_SKEW_MS);
  if (isSkewed)
    return { kind: 'blind', subject, reason: `skewed answer: dated ${new Date(answer.readAt).toISOString()}` };
  return { kind: 'seen', subject, ...answer };
}

/** Work that is shared with others, such as entering a role, cannot be aborted: then the wait for it is. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new DOMException('no answer in time', 'TimeoutError'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
