import { ServiceError, type Call, type Service } from '../../service';
import type { AlarmEngine } from './alarm-engine';
import { throttled } from './errors';
import type { MetricStore } from './metric-store';
import { deleteAlarms, disableAlarmActions, enableAlarmActions, setAlarmState } from './operations/change-alarms';
import { describeAlarmHistory } from './operations/describe-alarm-history';
import { describeAlarms } from './operations/describe-alarms';
import { getMetricData } from './operations/get-metric-data';
import type { Operation } from './operations/operation';
import { putCompositeAlarm } from './operations/put-composite-alarm';
import { putMetricAlarm } from './operations/put-metric-alarm';
import { putMetricData } from './operations/put-metric-data';
import { createRateLimiter, type RateLimits } from './rate-limit';

export type CloudWatchOptions = {
  readonly engine: AlarmEngine;
  readonly metrics: MetricStore;
  readonly speed: number;
  readonly limits: RateLimits;
  /** Real time, monotonic: limits are kept on it. */
  readonly nowMs?: () => number;
};

type Offer = { readonly operation: Operation; readonly bucket: string; readonly limit: keyof RateLimits | 'none' };

const write = (operation: Operation, bucket: string): Offer => ({ operation, bucket, limit: 'writesPerSecond' });

const offers: ReadonlyMap<string, Offer> = new Map<string, Offer>([
  ['DescribeAlarms', { operation: describeAlarms, bucket: 'DescribeAlarms', limit: 'describeAlarmsPerSecond' }],
  [
    'DescribeAlarmHistory',
    { operation: describeAlarmHistory, bucket: 'DescribeAlarmHistory', limit: 'describeAlarmHistoryPerSecond' },
  ],
  ['GetMetricData', { operation: getMetricData, bucket: 'GetMetricData', limit: 'getMetricDataPerSecond' }],
  ['PutMetricData', { operation: putMetricData, bucket: 'PutMetricData', limit: 'none' }],
  ['PutMetricAlarm', write(putMetricAlarm, 'PutMetricAlarm')],
  ['PutCompositeAlarm', write(putCompositeAlarm, 'PutCompositeAlarm')],
  ['DeleteAlarms', write(deleteAlarms, 'DeleteAlarms')],
  ['SetAlarmState', write(setAlarmState, 'SetAlarmState')],
  ['EnableAlarmActions', write(enableAlarmActions, 'EnableAlarmActions')],
  ['DisableAlarmActions', write(disableAlarmActions, 'DisableAlarmActions')],
]);

/** CloudWatch's alarms and metrics as the JS SDK speaks to them: awsJson1.0 with query-compatible errors. */
export function createCloudWatch(options: CloudWatchOptions): Service {
  const limiter = createRateLimiter(options.nowMs ?? (() => performance.now()));
  const msPerSecond = 1_000 / options.speed;

  const answer = (call: Call): unknown => {
    const offer = offers.get(call.operation);
    if (offer === undefined)
      throw new ServiceError({ name: 'UnknownOperationException', message: `${call.operation} is not simulated` });
    const scope = { account: call.account, region: call.region };
    if (offer.limit !== 'none' && !limiter.admits(scope, offer.bucket, options.limits[offer.limit])) throw throttled();
    return offer.operation({ book: options.engine.book(scope), metrics: options.metrics, msPerSecond }, call);
  };

  return {
    name: 'cloudwatch',
    protocol: 'aws-json',
    targetPrefix: 'GraniteServiceVersion20100801',
    handle: async (call) => answer(call),
  };
}
