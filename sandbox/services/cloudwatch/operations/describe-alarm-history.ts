import { z } from 'zod';
import { historyItemTypes, type HistoryItem } from '../alarm-history';
import { invalidNextToken } from '../errors';
import { alarmName, alarmTypes, instant, maxRecords, readInput } from '../input';
import { readPageToken, writePageToken } from '../page-token';
import type { Operation } from './operation';

const shape = z.object({
  AlarmName: z.optional(alarmName),
  AlarmTypes: z.optional(alarmTypes),
  HistoryItemType: z.optional(
    z.enum(historyItemTypes, `Member must satisfy enum value set: [${historyItemTypes.join(', ')}]`),
  ),
  StartDate: z.optional(instant),
  EndDate: z.optional(instant),
  ScanBy: z.optional(z.enum(['TimestampDescending', 'TimestampAscending'])),
  MaxRecords: z.optional(maxRecords),
  NextToken: z.optional(z.string()),
});
type Filter = z.output<typeof shape>;

/** History belongs to the name: it stays when the alarm is deleted. */
export const describeAlarmHistory: Operation = ({ book }, call) => {
  const filter = readInput(shape, call);
  const isAscending = filter.ScanBy === 'TimestampAscending';
  const window = {
    fromAt: (filter.StartDate ?? -Infinity) - call.skewMs,
    toAt: (filter.EndDate ?? Infinity) - call.skewMs,
  };
  const found = book.history.items().filter((item) => matches(item, filter, window));
  const ordered = isAscending ? found : found.reverse();
  const rest = ordered.filter(isAfter(filter.NextToken, isAscending));
  const page = rest.slice(0, filter.MaxRecords ?? 50);
  const last = page.at(-1);
  return {
    AlarmHistoryItems: page.map(itemOnWire),
    NextToken:
      rest.length > page.length && last !== undefined ? writePageToken('history', String(last.sequence)) : undefined,
  };
};

function matches(
  item: HistoryItem,
  filter: Filter,
  window: { readonly fromAt: number; readonly toAt: number },
): boolean {
  const types = filter.AlarmTypes ?? ['MetricAlarm'];
  return (
    item.at >= window.fromAt &&
    item.at <= window.toAt &&
    (filter.AlarmName ?? item.alarmName) === item.alarmName &&
    (filter.HistoryItemType ?? item.itemType) === item.itemType &&
    types.includes(item.alarmKind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm')
  );
}

function isAfter(token: string | undefined, isAscending: boolean): (item: HistoryItem) => boolean {
  if (token === undefined) return () => true;
  const sequence = Number(readPageToken('history', token));
  if (!Number.isSafeInteger(sequence)) throw invalidNextToken();
  return (item) => (isAscending ? item.sequence > sequence : item.sequence < sequence);
}

function itemOnWire(item: HistoryItem): object {
  return {
    AlarmName: item.alarmName,
    AlarmType: item.alarmKind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm',
    Timestamp: new Date(item.at),
    HistoryItemType: item.itemType,
    HistorySummary: item.summary,
    HistoryData: item.data,
  };
}
