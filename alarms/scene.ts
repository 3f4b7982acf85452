import { scopeOf } from './assess';
import type { Judged, Remembered } from './assess';
import { configKey } from './configs';
import type { AccountLook, AlarmTransition, WatchedAccount } from './observation';
import type { Finding } from './verdict';

/** All that a judgement takes: one trusted answer per account of `order`. */
export type Scene = {
  readonly order: Pick<Judged, 'accounts' | 'acknowledged'>;
  readonly answers: readonly AccountLook[];
  readonly memory: Remembered;
};

/** Of each alarm, beside its newest into ALARM, which decides. */
const MAX_TRANSITIONS = 4;
const MAX_REQUEST_IDS = 3;

/** The part of a scene in which the given findings are found again. */
export function partOfScene({ order, answers, memory }: Scene, chosen: readonly Finding[]): Scene {
  const pairs = order.accounts.flatMap((account, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [{ account, answer }];
  });
  const names = namesBySubject(chosen);
  const kept = pairs.filter(({ account }) => names.has(account.subject));
  // A scene without accounts would be blind, not healthy.
  const parts = (kept.length > 0 ? kept : pairs.slice(0, 1)).map(({ account, answer }) =>
    partOfAccount(account, answer, names.get(account.subject) ?? new Set()),
  );
  const keys = new Set(
    parts.flatMap(({ account }) => account.alarms.map(({ name }) => configKey(account.subject, name))),
  );
  const isKept = ({ subject, alarm }: Named): boolean => keys.has(configKey(subject, alarm));
  return {
    order: { accounts: parts.map(({ account }) => account), acknowledged: order.acknowledged.filter(isKept) },
    answers: parts.map(({ answer }) => answer),
    memory: {
      configs: Object.fromEntries(Object.entries(memory.configs).filter(([key]) => keys.has(key))),
      reds: memory.reds.filter(isKept),
      ...(memory.harmlessEdits === undefined ? {} : { harmlessEdits: memory.harmlessEdits.filter(isKept) }),
    },
  };
}

type Named = { readonly subject: string; readonly alarm: string };

function namesBySubject(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { subject, alarm } of findings) names.set(subject, (names.get(subject) ?? new Set()).add(alarm));
  return names;
}

type Part = { readonly account: WatchedAccount; readonly answer: AccountLook };

function partOfAccount(account: WatchedAccount, answer: AccountLook, names: ReadonlySet<string>): Part {
  if (answer.kind === 'blind') {
    const widest = account.alarms.find(({ scope }) => scope === scopeOf(account));
    return {
      answer,
      account: { ...account, alarms: account.alarms.filter((alarm) => alarm === widest || names.has(alarm.name)) },
    };
  }
  return {
    account: { ...account, alarms: account.alarms.filter(({ name }) => names.has(name)) },
    answer: {
      ...answer,
      alarms: answer.alarms.filter(({ name }) => names.has(name)),
      transitions: [...names].flatMap((name) => newestOf(answer.transitions.filter((change) => change.name === name))),
      requestIds: answer.requestIds.slice(0, MAX_REQUEST_IDS),
    },
  };
}

function newestOf(transitions: readonly AlarmTransition[]): readonly AlarmTransition[] {
  const newestFirst = [...transitions].sort((one, other) => other.at - one.at);
  const decisive = newestFirst.find(({ to }) => to === 'ALARM');
  return newestFirst.filter((change, index) => index < MAX_TRANSITIONS || change === decisive);
}
