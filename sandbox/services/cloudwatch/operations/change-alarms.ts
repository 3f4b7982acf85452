import { z } from 'zod';
import { noSuchAlarm, invalid } from '../errors';
import { alarmName, alarmNames, alarmState, readInput } from '../input';
import type { Desk, Operation } from './operation';

const named = z.object({ AlarmNames: alarmNames });

/** One unknown name, and nothing is deleted. */
export const deleteAlarms: Operation = ({ book }, call) => {
  const { AlarmNames } = readInput(named, call);
  const unknown = AlarmNames.filter((name) => book.get(name) === undefined);
  if (unknown.length > 0) throw noSuchAlarm(unknown);
  for (const name of AlarmNames) book.remove(name, call.at);
  return {};
};

export const enableAlarmActions: Operation = (desk, call) =>
  switchActions(desk, readInput(named, call).AlarmNames, { enabled: true, at: call.at });

export const disableAlarmActions: Operation = (desk, call) =>
  switchActions(desk, readInput(named, call).AlarmNames, { enabled: false, at: call.at });

/** Names that no alarm has are passed over, as CloudWatch does. */
function switchActions(
  { book }: Desk,
  names: readonly string[],
  to: { readonly enabled: boolean; readonly at: number },
): object {
  for (const name of names) {
    const entry = book.get(name);
    if (entry !== undefined && entry.alarm.actionsEnabled !== to.enabled)
      book.define({ ...entry.alarm, actionsEnabled: to.enabled }, to.at);
  }
  return {};
}

const state = z.object({
  AlarmName: alarmName,
  StateValue: alarmState,
  StateReason: z.string().max(1023, 'Member must have length less than or equal to 1023'),
  StateReasonData: z.optional(z.string().max(4_000, 'Member must have length less than or equal to 4000')),
});

/** Lasts until the next evaluation of a metric alarm; a composite keeps it until one of its children changes. */
export const setAlarmState: Operation = ({ book }, call) => {
  const { AlarmName, StateValue, StateReason, StateReasonData } = readInput(state, call);
  if (book.get(AlarmName) === undefined) throw noSuchAlarm([AlarmName]);
  if (StateReasonData !== undefined && !isJson(StateReasonData)) throw invalid('StateReasonData must be JSON');
  book.setState(AlarmName, { state: StateValue, reason: StateReason, reasonData: StateReasonData ?? '' }, call.at);
  return {};
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
