import { isAcknowledged } from './acknowledged';
import { assessAlarm } from './assess-alarm';
import { configKey, harmlessEditAt, recallConfigs } from './configs';
import type {
  AccountLook,
  AlarmObservation,
  AlarmScope,
  AlarmTransition,
  Look,
  WatchedAccount,
  WatchedAlarm,
} from './observation';
import { assessSamples, countSamples } from './samples';
import type { SampleCounts } from './samples';
import { trustedLook } from './trusted-look';
import { verdictOf } from './verdict';
import type { Finding, Verdict } from './verdict';
import type { Red, WatchOrder, WatchState } from './watch-state';

/** In place of an alarm's name, where a whole account could not be read. */
export const EVERY_ALARM = '*';

export type Assessment = {
  /** Of every alarm, healthy ones included. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** One trusted answer per ordered account. */
  readonly accounts: readonly AccountLook[];
  /** What was known before, the definitions among it that only the answers could bring back. */
  readonly known: Memory;
  /** Requests seen so far, with this look's. */
  readonly samples: SampleCounts | undefined;
};

/** What a watch knows from before that the meaning of a look depends on. */
export type Memory = Pick<WatchState, 'configs' | 'configsFold' | 'harmlessEdits' | 'last' | 'reds' | 'samples'>;

export type Judged = Pick<WatchOrder, 'accounts' | 'acknowledged' | 'samples'>;

/** The part of a memory that findings are made from. */
export type Remembered = Pick<Memory, 'configs' | 'harmlessEdits' | 'reds'>;

/** The meaning of one look. Pure and total: equal inputs give equal verdicts. */
export function assess(look: Look, order: Judged, memory: Memory): Assessment {
  const accounts = trustedLook(look, order, memory.last);
  const known = { ...memory, configs: recallConfigs(memory, order.accounts, accounts) };
  const samples = countSamples(memory.samples, look.samples);
  const findings = [...findingsOf(accounts, order, known), ...assessSamples(order.samples, samples, look.samples)];
  return { findings, verdict: verdictOf(findings), accounts, known, samples };
}

/** `answers`: one per account of `order`, in its order. */
export function findingsOf(answers: readonly AccountLook[], order: Judged, memory: Remembered): readonly Finding[] {
  if (order.accounts.length === 0) return [unread({ subject: '(none)', scope: 'aggregate' }, 'no account is watched')];
  return order.accounts.flatMap((account, index) => {
    const answer = answers[index];
    const remembered = memory.reds.filter(({ subject }) => subject === account.subject);
    if (answer?.kind === 'seen') return account.alarms.map(judgeIn({ account, answer, remembered, order, memory }));
    const subject = { subject: account.subject, scope: scopeOf(account) };
    return [unread(subject, answer?.reason ?? 'not read'), ...stillHeld(account, remembered, order.acknowledged)];
  });
}

type SeenAccount = {
  readonly account: WatchedAccount;
  readonly answer: Extract<AccountLook, { kind: 'seen' }>;
  readonly remembered: readonly Red[];
  readonly order: Judged;
  readonly memory: Remembered;
};

function judgeIn({ account, answer, remembered, order, memory }: SeenAccount): (alarm: WatchedAlarm) => Finding {
  const { subject, fromAt } = account;
  const untold = remembered.map(({ alarm, at }): AlarmTransition => ({ name: alarm, to: 'ALARM', at }));
  const transitions = [...answer.transitions, ...untold];
  return (alarm) =>
    assessAlarm({
      subject,
      alarm,
      fromAt,
      transitions,
      observation: observationOf(answer, alarm.name),
      rememberedConfig: memory.configs[configKey(subject, alarm.name)],
      harmlessEditAt: harmlessEditAt(memory, subject, alarm.name),
      acknowledged: order.acknowledged,
    });
}

/** Blindness does not undo what was seen: reds that the workflow has not weighed stand. */
function stillHeld(
  { subject, alarms, fromAt }: WatchedAccount,
  remembered: readonly Red[],
  acknowledged: WatchOrder['acknowledged'],
): readonly Finding[] {
  return remembered
    .filter((red) => red.at >= fromAt && !isAcknowledged(red, acknowledged))
    .flatMap(({ alarm, at, stillRed }) => {
      const scope = alarms.find(({ name }) => name === alarm)?.scope;
      const because = stillRed ? 'in-alarm' : 'was-in-alarm';
      return scope === undefined ? [] : [{ subject, alarm, scope, kind: 'unhealthy', because, at } as const];
    });
}

/** An alarm that the answer does not name is as good as deleted. */
function observationOf(answer: Extract<AccountLook, { kind: 'seen' }>, name: string): AlarmObservation {
  return answer.alarms.find((alarm) => alarm.name === name) ?? { kind: 'missing', name };
}

function unread(about: Pick<Finding, 'subject' | 'scope'>, detail: string): Finding {
  return { ...about, alarm: EVERY_ALARM, kind: 'blind', because: 'unreadable', detail };
}

/** The widest of its alarms'. */
export function scopeOf({ alarms }: WatchedAccount): AlarmScope {
  const scopes = alarms.map(({ scope }) => scope);
  if (scopes.includes('aggregate')) return 'aggregate';
  return scopes.includes('cell') || scopes.length === 0 ? 'cell' : 'one-box';
}
