import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type {
  DescribeAlarmHistoryCommand,
  DescribeAlarmHistoryCommandOutput,
  DescribeAlarmsCommand,
  DescribeAlarmsCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { onAnswerDate } from '../middleware';

/** When and under which id AWS answered. */
export type Dated = { readonly at: number; readonly requestId: string };

export async function sendDated(
  client: CloudWatchClient,
  command: DescribeAlarmsCommand,
  signal: AbortSignal,
): Promise<{ readonly output: DescribeAlarmsCommandOutput; readonly read: Dated }>;
export async function sendDated(
  client: CloudWatchClient,
  command: DescribeAlarmHistoryCommand,
  signal: AbortSignal,
): Promise<{ readonly output: DescribeAlarmHistoryCommandOutput; readonly read: Dated }>;
export async function sendDated(
  client: CloudWatchClient,
  command: DescribeAlarmsCommand & DescribeAlarmHistoryCommand,
  signal: AbortSignal,
): Promise<unknown> {
  let at = Number.NaN;
  onAnswerDate(command, (answeredAt) => (at = answeredAt));
  const output = await client.send(command, { abortSignal: signal });
  if (Number.isNaN(at)) throw new SyntaxError('CloudWatch answered without a Date header');
  return { output, read: { at, requestId: output.$metadata.requestId ?? '' } };
}
