import { z } from 'zod';
import type { AlarmEntry } from '../alarm';
import type { AlarmBook } from '../alarm-book';
import { parseCompositeRule } from '../composite-rule';
import { invalidCombination } from '../errors';
import { alarmName, alarmNames, alarmState, alarmTypes, maxRecords, readInput } from '../input';
import { readPageToken, writePageToken } from '../page-token';
import { compositeAlarmOnWire, metricAlarmOnWire } from './alarm-on-wire';
import type { Operation } from './operation';

const shape = z.object({
  AlarmNames: z.optional(alarmNames),
  AlarmNamePrefix: z.optional(alarmName),
  AlarmTypes: z.optional(alarmTypes),
  StateValue: z.optional(alarmState),
  ActionPrefix: z.optional(z.string().min(1).max(1024)),
  ChildrenOfAlarmName: z.optional(alarmName),
  ParentsOfAlarmName: z.optional(alarmName),
  MaxRecords: z.optional(maxRecords),
  NextToken: z.optional(z.string()),
});
type Filter = z.output<typeof shape>;

/** Names that no alarm has are left out without a word, and so are alarms of a type that was not asked for. */
export const describeAlarms: Operation = ({ book }, call) => {
  const filter = readInput(shape, call);
  refuseCombinations(filter);
  const after = filter.NextToken === undefined ? undefined : readPageToken('alarms', filter.NextToken);
  const found = candidates(book, filter).filter((entry) => matches(entry, filter));
  const rest = after === undefined ? found : found.filter((entry) => entry.alarm.name > after);
  const page = rest.slice(0, filter.MaxRecords ?? 50);
  const last = page.at(-1);
  const isNarrow = call.effects.some(({ kind }) => kind === 'hidden-composites');
  return {
    MetricAlarms: page.flatMap((entry) =>
      entry.alarm.kind === 'metric' ? [metricAlarmOnWire(entry, entry.alarm)] : [],
    ),
    CompositeAlarms: page.flatMap((entry) =>
      entry.alarm.kind === 'composite' && !isNarrow ? [compositeAlarmOnWire(entry, entry.alarm)] : [],
    ),
    LogAlarms: [],
    NextToken: rest.length > page.length && last !== undefined ? writePageToken('alarms', last.alarm.name) : undefined,
  };
};

function refuseCombinations(filter: Filter): void {
  if (filter.AlarmNames !== undefined && filter.AlarmNamePrefix !== undefined)
    throw invalidCombination('AlarmNames and AlarmNamePrefix cannot be given together');
  const family = filter.ChildrenOfAlarmName ?? filter.ParentsOfAlarmName;
  const others = [filter.AlarmNames, filter.AlarmNamePrefix, filter.AlarmTypes, filter.StateValue, filter.ActionPrefix];
  if (family !== undefined && others.some((other) => other !== undefined))
    throw invalidCombination('ChildrenOfAlarmName and ParentsOfAlarmName allow no other filter');
}

/** Sorted by name, like the whole book: page tokens rely on it. */
function candidates(book: AlarmBook, filter: Filter): readonly AlarmEntry[] {
  const { AlarmNames, AlarmNamePrefix, ChildrenOfAlarmName, ParentsOfAlarmName } = filter;
  if (AlarmNames !== undefined && AlarmNames.length > 0)
    return [...new Set(AlarmNames)].sort().flatMap((name) => book.get(name) ?? []);
  if (ChildrenOfAlarmName !== undefined) return childrenOf(book, ChildrenOfAlarmName);
  if (ParentsOfAlarmName !== undefined)
    return book.entries().filter(({ alarm }) => childNames(book, alarm.name).includes(ParentsOfAlarmName));
  return book.entries().filter(({ alarm }) => alarm.name.startsWith(AlarmNamePrefix ?? ''));
}

function childrenOf(book: AlarmBook, composite: string): readonly AlarmEntry[] {
  return [...childNames(book, composite)].sort().flatMap((name) => book.get(name) ?? []);
}

function childNames(book: AlarmBook, name: string): readonly string[] {
  const alarm = book.get(name)?.alarm;
  if (alarm?.kind !== 'composite') return [];
  const parsed = parseCompositeRule(alarm.rule);
  return parsed.kind === 'parsed' ? parsed.children : [];
}

function matches({ alarm, status }: AlarmEntry, filter: Filter): boolean {
  const anyType = filter.ChildrenOfAlarmName !== undefined || filter.ParentsOfAlarmName !== undefined;
  const types = filter.AlarmTypes ?? ['MetricAlarm'];
  const isWanted = anyType || types.includes(alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm');
  return isWanted && (filter.StateValue ?? status.state) === status.state && hasAction(alarm, filter.ActionPrefix);
}

function hasAction(alarm: AlarmEntry['alarm'], prefix: string | undefined): boolean {
  if (prefix === undefined) return true;
  const actions = [...alarm.okActions, ...alarm.alarmActions, ...alarm.insufficientDataActions];
  return actions.some((action) => action.startsWith(prefix));
}
