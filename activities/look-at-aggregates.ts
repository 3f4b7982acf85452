import type { AggregateAlarm } from '../waves/fleet';
import type { Activities, AggregatePreflight } from './activities';
import { currentAttempt } from './attempt';
import { faultOf, isPassing } from './failures';
import { inParallel } from './in-parallel';
import type { AlarmSource } from './ports/alarm-source.port';

const ACCOUNTS_AT_ONCE = 20;

type Needs = { readonly alarms: AlarmSource };

export function createLookAtAggregates({ alarms }: Needs): Activities['lookAtAggregates'] {
  return async ({ region, alarms: wanted }) => {
    const { signal } = currentAttempt();
    return inParallel([...byAccount(wanted)], ACCOUNTS_AT_ONCE, ([account, group]) =>
      lookAt(alarms, { region, account, group }, signal),
    );
  };
}

type Question = { readonly region: string; readonly account: string; readonly group: readonly AggregateAlarm[] };

async function lookAt(source: AlarmSource, question: Question, signal: AbortSignal): Promise<AggregatePreflight> {
  const { region, account, group } = question;
  const [access] = group;
  if (access === undefined) throw new Error('an account without alarms');
  const names = group.map(({ name }) => name);
  const place = { region, access, purpose: { kind: 'preflight' } } as const;
  try {
    const { alarms } = await source.read({ place, names, historyFromAt: undefined }, signal);
    return { account, outcome: { kind: 'seen', alarms } };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    const remedy = isPassing(fault) ? 'try again' : fault.remedy;
    return { account, outcome: { kind: 'unreadable', why: fault.detail, remedy } };
  }
}

function byAccount(alarms: readonly AggregateAlarm[]): ReadonlyMap<string, readonly AggregateAlarm[]> {
  const groups = new Map<string, readonly AggregateAlarm[]>();
  for (const alarm of alarms) groups.set(alarm.account, [...(groups.get(alarm.account) ?? []), alarm]);
  return groups;
}
