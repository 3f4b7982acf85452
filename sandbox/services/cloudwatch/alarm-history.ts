import type { Alarm, AlarmStatus } from './alarm';
import { cloudWatchTime } from './state-reason';

export const historyItemTypes = ['ConfigurationUpdate', 'StateUpdate', 'Action'] as const;
export type HistoryItemType = (typeof historyItemTypes)[number];

export type HistoryItem = {
  /** Grows by one with every item of an account and Region; tells two items of one instant apart. */
  readonly sequence: number;
  readonly at: number;
  readonly alarmName: string;
  readonly alarmKind: Alarm['kind'];
  readonly itemType: HistoryItemType;
  readonly summary: string;
  /** JSON text, as CloudWatch hands it out. */
  readonly data: string;
};

export type AlarmHistory = {
  record(item: Omit<HistoryItem, 'sequence'>): void;
  /** Oldest first. */
  items(): readonly HistoryItem[];
};

/** CloudWatch forgets by age, the sandbox by number: its clock may run for seconds or be skipped through weeks. */
const mostItems = 20_000;

export function createAlarmHistory(): AlarmHistory {
  const items: HistoryItem[] = [];
  let sequence = 0;
  return {
    record(item) {
      sequence += 1;
      items.push({ ...item, sequence });
      if (items.length > 2 * mostItems) items.splice(0, items.length - mostItems);
    },
    items: () => items,
  };
}

export function stateUpdateData(from: AlarmStatus, to: AlarmStatus): string {
  return JSON.stringify({ version: '1.0', oldState: stateInHistory(from), newState: stateInHistory(to) });
}

function stateInHistory(status: AlarmStatus): object {
  const reasonData: unknown = status.reasonData === '' ? undefined : JSON.parse(status.reasonData);
  return { stateValue: status.state, stateReason: status.reason, stateReasonData: reasonData };
}

export function configurationUpdateData(
  type: 'Create' | 'Update' | 'Delete',
  alarm: { readonly definition: Alarm; readonly arn: string; readonly at: number },
): string {
  const member = { Create: 'createdAlarm', Update: 'updatedAlarm', Delete: 'deletedAlarm' }[type];
  const { kind, ...definition } = alarm.definition;
  return JSON.stringify({
    version: '1.0',
    type,
    [member]: {
      alarmType: kind,
      alarmArn: alarm.arn,
      alarmConfigurationUpdatedTimestamp: cloudWatchTime(alarm.at),
      ...definition,
    },
  });
}
