import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  paginateDescribeAlarmHistory,
  PutMetricAlarmCommand,
  type AlarmHistoryItem,
  type MetricAlarm,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { parseScenario, startSandbox, type Sandbox } from '../../sandbox';
import type { RateLimits } from '../../sandbox/services/cloudwatch/rate-limit';
import { otherEndpoint, pointSdkAt } from './contract';

export const region = 'us-west-2';
export const otherAccount = '210000000002';
const account = process.env['CELLWAVE_CONTRACT_ACCOUNT'] ?? '210000000001';
export const alarmAccount = account;

const scenario = 'description: contract\nfleet: { roleName: cellwave }\nreleases: { v1.1.0: }\n';

/** Enough for suites that are not about limits: those would otherwise wait most of the time. */
export const noLimits: RateLimits = {
  describeAlarmsPerSecond: 10_000,
  describeAlarmHistoryPerSecond: 10_000,
  writesPerSecond: 10_000,
  getMetricDataPerSecond: 10_000,
};

export type ContractAlarms = { sandbox(): Sandbox; cloudWatch(account?: string): CloudWatchClient };

/** One fresh server per suite, and clients for its accounts that do not retry. */
export function useContractAlarms(rateLimits: Partial<RateLimits> = noLimits): ContractAlarms {
  let running: Sandbox | undefined;
  let clients: CloudWatchClient[] = [];
  const suite: ContractAlarms = {
    sandbox() {
      if (running === undefined) throw new Error('there is no sandbox behind this endpoint');
      return running;
    },
    cloudWatch(of = account) {
      const params = { RoleArn: `arn:aws:iam::${of}:role/cellwave`, RoleSessionName: 'contract' };
      const client = new CloudWatchClient({ credentials: fromTemporaryCredentials({ params }), maxAttempts: 1 });
      clients = [...clients, client];
      return client;
    },
  };
  beforeAll(async () => {
    if (otherEndpoint === undefined)
      running = await startSandbox({ scenario: parseScenario(scenario, 'contract.yaml'), rateLimits });
    pointSdkAt(otherEndpoint ?? suite.sandbox().url);
  });
  afterAll(async () => {
    clients.forEach((client) => client.destroy());
    await running?.stop();
  });
  return suite;
}

/** PutMetricAlarm's input for an alarm on a metric that nobody publishes but the test. */
export function anAlarmOf(name: string, more: Partial<PutMetricAlarmCommandInput> = {}): PutMetricAlarmCommandInput {
  return {
    AlarmName: name,
    Namespace: 'Contract',
    MetricName: name,
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 2,
    ComparisonOperator: 'GreaterThanThreshold',
    ...more,
  };
}

export async function describeOne(client: CloudWatchClient, name: string): Promise<MetricAlarm | undefined> {
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
  return MetricAlarms?.[0];
}

export async function historyOf(client: CloudWatchClient, name: string): Promise<readonly AlarmHistoryItem[]> {
  const query = { AlarmName: name, AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const] };
  const items: AlarmHistoryItem[] = [];
  for await (const page of paginateDescribeAlarmHistory({ client }, query))
    items.push(...(page.AlarmHistoryItems ?? []));
  return items;
}

/** Puts alarms for the time of one test. */
export async function withAlarms<Result>(
  client: CloudWatchClient,
  inputs: readonly PutMetricAlarmCommandInput[],
  use: () => Promise<Result>,
): Promise<Result> {
  for (const input of inputs) await client.send(new PutMetricAlarmCommand(input));
  try {
    return await use();
  } finally {
    await client.send(new DeleteAlarmsCommand({ AlarmNames: inputs.flatMap(({ AlarmName }) => AlarmName ?? []) }));
  }
}
