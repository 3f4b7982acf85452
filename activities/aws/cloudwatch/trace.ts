import { DescribeAlarmHistoryCommand, type AlarmHistoryItem, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AlarmTrace } from '../../../alarms/observation';
import { faultOf } from '../../failures';
import { ALARM_TYPES } from './alarm-types';

/**
 * What became of an alarm that CloudWatch does not show: its history outlives it for two weeks, and is told by name whoever may see the
 * alarm. Undefined when it cannot be read: the alarm is missing all the same.
 */
export async function traceOf(
  client: CloudWatchClient,
  name: string,
  signal: AbortSignal,
): Promise<AlarmTrace | undefined> {
  const newest = new DescribeAlarmHistoryCommand({
    AlarmName: name,
    AlarmTypes: [...ALARM_TYPES],
    ScanBy: 'TimestampDescending',
    MaxRecords: 1,
  });
  try {
    const { AlarmHistoryItems: [item] = [] } = await client.send(newest, { abortSignal: signal });
    return item === undefined ? { kind: 'none' } : traceIn(item);
  } catch (error) {
    if (faultOf(error) === undefined) throw error;
    return undefined;
  }
}

function traceIn({ HistoryItemType, HistoryData, AlarmType, Timestamp }: AlarmHistoryItem): AlarmTrace | undefined {
  const isDeletion = HistoryItemType === 'ConfigurationUpdate' && /"type"\s*:\s*"Delete"/.test(HistoryData ?? '');
  if (isDeletion) return Timestamp === undefined ? undefined : { kind: 'deleted', at: Timestamp.getTime() };
  return { kind: 'hidden', type: AlarmType === 'CompositeAlarm' ? 'composite' : 'metric' };
}
