import { DescribeAlarmHistoryCommand, type AlarmHistoryItem, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AlarmState, AlarmTransition } from '../../../alarms/observation';
import type { Dated } from './dated';
import { sendDated } from './dated';
import { ALARM_TYPES } from './alarm-types';

/** 100 items a page; an account that changes more often than this between two looks cannot be judged. */
const MAX_PAGES = 20;

/** Late entries: history written for an instant that was read already (DESIGN 6, rule 3). */
export const HISTORY_OVERLAP_MS = 5 * 60_000;

export type History = { readonly transitions: readonly AlarmTransition[]; readonly reads: readonly Dated[] };

/** Every change of state of the named alarms since then, oldest first, each once. One call a page for all alarms: history allows 3 calls a second. */
export async function readHistory(
  client: CloudWatchClient,
  since: { readonly fromAt: number; readonly names: readonly string[] },
  signal: AbortSignal,
): Promise<History> {
  const names = new Set(since.names);
  const found = new Map<string, AlarmTransition>();
  const reads: Dated[] = [];
  let token: string | undefined;
  do {
    if (reads.length >= MAX_PAGES) throw new UnreadableHistory(`more than ${MAX_PAGES} pages of alarm history`);
    const { output, read } = await sendDated(client, historyPage(since.fromAt - HISTORY_OVERLAP_MS, token), signal);
    reads.push(read);
    for (const transition of (output.AlarmHistoryItems ?? []).flatMap(transitionOf))
      if (names.has(transition.name)) found.set(`${transition.name}|${transition.at}|${transition.to}`, transition);
    token = output.NextToken;
  } while (token !== undefined && token !== '');
  return { transitions: [...found.values()].sort((a, b) => a.at - b.at), reads };
}

/** History that does not fit: no evidence, so the account is blind. */
export class UnreadableHistory extends Error {
  override readonly name = 'SyntaxError';
}

function historyPage(fromAt: number, token: string | undefined): DescribeAlarmHistoryCommand {
  return new DescribeAlarmHistoryCommand({
    AlarmTypes: [...ALARM_TYPES],
    HistoryItemType: 'StateUpdate',
    StartDate: new Date(Math.max(0, fromAt)),
    ScanBy: 'TimestampDescending',
    MaxRecords: 100,
    ...(token === undefined ? {} : { NextToken: token }),
  });
}

function transitionOf(item: AlarmHistoryItem): readonly AlarmTransition[] {
  if (item.AlarmName === undefined || item.Timestamp === undefined || item.HistoryItemType !== 'StateUpdate') return [];
  return [{ name: item.AlarmName, to: newState(item), at: item.Timestamp.getTime() }];
}

/** An entry that cannot be read might be an ALARM: then the whole history is no evidence. */
function newState({ HistoryData, AlarmName }: AlarmHistoryItem): AlarmState {
  const data: unknown = JSON.parse(HistoryData ?? 'null');
  const value = memberOf(memberOf(data, 'newState'), 'stateValue');
  if (value === 'OK' || value === 'ALARM' || value === 'INSUFFICIENT_DATA') return value;
  throw new UnreadableHistory(`history of ${AlarmName ?? 'an alarm'} holds no new state`);
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}
