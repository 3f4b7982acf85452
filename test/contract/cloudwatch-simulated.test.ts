import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { describeOnSandbox, refusalOf } from '../support/contract';
import {
  alarmAccount,
  anAlarmOf,
  describeOne,
  historyOf,
  otherAccount,
  region,
  useContractAlarms,
} from '../support/contract-alarms';
import { eventually } from '../support/eventually';

const why = 'other endpoints have no compressed time, no faults and no record of their own';

describeOnSandbox('CloudWatch in the sandbox', why, () => {
  const { cloudWatch, sandbox } = useContractAlarms();

  test('every alarm of the fleet is OK when the sandbox is up', async () => {
    const { cells, aggregateAlarms } = sandbox().describeFleet();
    for (const { account, alarms } of cells) {
      const found = await cloudWatch(account).send(
        new DescribeAlarmsCommand({
          AlarmNames: alarms.map(({ name }) => name),
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        }),
      );
      const states = [...(found.MetricAlarms ?? []), ...(found.CompositeAlarms ?? [])].map((alarm) => alarm.StateValue);
      expect(states).toEqual(alarms.map(() => 'OK'));
    }
    const [aggregate] = aggregateAlarms;
    expect((await describeOne(cloudWatch(aggregate?.account), aggregate?.name ?? ''))?.StateValue).toBe('OK');
  });

  test('alarms have a past before the start, on the clock of the sandbox', async () => {
    const [first] = sandbox().describeFleet().cells;
    const alarm = await describeOne(cloudWatch(), first?.alarms[0]?.name ?? '');
    expect(alarm?.StateTransitionedTimestamp?.getTime()).toBeLessThan(Date.now());
    expect(alarm?.AlarmConfigurationUpdatedTimestamp?.getTime()).toBeLessThan(
      alarm?.StateTransitionedTimestamp?.getTime() ?? 0,
    );
  });

  test('an alarm goes red on metrics that were put, by the timer alone, and the ledger knows', async () => {
    const client = cloudWatch();
    await client.send(new PutMetricAlarmCommand(anAlarmOf('put-errors', { TreatMissingData: 'notBreaching' })));
    const red = await eventually('the alarm to go red', async () => {
      await client.send(
        new PutMetricDataCommand({ Namespace: 'Contract', MetricData: [{ MetricName: 'put-errors', Value: 9 }] }),
      );
      const alarm = await describeOne(client, 'put-errors');
      return alarm?.StateValue === 'ALARM' ? alarm : undefined;
    });
    expect(red.StateReason).toMatch(/^Threshold Crossed: 1 out of the last 1 datapoints \[9 /);
    const entry = sandbox()
      .ledger.entries()
      .find((one) => one.kind === 'alarm-transition' && one.alarm === 'put-errors' && one.to === 'ALARM');
    expect(entry).toMatchObject({ account: alarmAccount, region, cell: 'usw2-az1-c1' });
    expect(red.StateTransitionedTimestamp?.getTime()).toBe(entry?.at);
  });

  test('a state set by hand returns to the truth, and history keeps the flap', async () => {
    const client = cloudWatch();
    const AlarmName = 'usw2-az1-c1-errors';
    await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a drill' }));
    await eventually('the alarm to return', async () => {
      return (await describeOne(client, AlarmName))?.StateValue === 'OK' || undefined;
    });
    const updates = (await historyOf(client, AlarmName)).filter((item) => item.HistoryItemType === 'StateUpdate');
    expect(updates.map((item) => item.HistorySummary).slice(0, 2)).toEqual([
      'Alarm updated from ALARM to OK',
      'Alarm updated from OK to ALARM',
    ]);
    const health = await historyOf(client, 'usw2-az1-c1-health');
    expect(health.map((item) => item.HistorySummary)).toContain('Alarm updated from OK to ALARM');
  });

  test('history is read by time, type and direction, page by page', async () => {
    const client = cloudWatch();
    const StartDate = new Date();
    await client.send(new PutMetricAlarmCommand(anAlarmOf('history-a')));
    await client.send(new PutMetricAlarmCommand(anAlarmOf('history-a', { Threshold: 3 })));
    const query = { AlarmName: 'history-a', ScanBy: 'TimestampAscending', MaxRecords: 1, StartDate } as const;
    const first = await client.send(new DescribeAlarmHistoryCommand(query));
    expect(first.AlarmHistoryItems?.[0]?.HistorySummary).toBe('Alarm "history-a" created');
    const second = await client.send(new DescribeAlarmHistoryCommand({ ...query, NextToken: first.NextToken }));
    expect(second.AlarmHistoryItems?.[0]?.HistorySummary).toBe('Alarm "history-a" updated');
    const past = new Date(StartDate.getTime() - 3_600_000);
    const none = await client.send(new DescribeAlarmHistoryCommand({ ...query, StartDate: past, EndDate: StartDate }));
    expect(none.AlarmHistoryItems ?? []).toEqual([]);
    const states = new DescribeAlarmHistoryCommand({
      AlarmName: 'history-a',
      HistoryItemType: 'StateUpdate',
      StartDate,
    });
    const onlyStates = (await client.send(states)).AlarmHistoryItems ?? [];
    expect(onlyStates.every((item) => item.HistoryItemType === 'StateUpdate')).toBe(true);
  });

  test('metrics of the physics can be read, in simulated periods', async () => {
    const { MetricDataResults } = await cloudWatch().send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 10_000),
        EndTime: new Date(),
        MetricDataQueries: [
          {
            Id: 'requests',
            MetricStat: {
              Metric: {
                Namespace: 'Sandbox/Service',
                MetricName: 'Requests',
                Dimensions: [{ Name: 'Cell', Value: 'usw2-az1-c1' }],
              },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    const [result] = MetricDataResults ?? [];
    expect(result?.StatusCode).toBe('Complete');
    expect(result?.Values?.length).toBeGreaterThanOrEqual(8);
    // 200 requests/s for a minute, a little more or less; the newest minute is not over yet.
    for (const value of result?.Values?.slice(1, -1) ?? []) expect(Math.abs(value - 12_000)).toBeLessThan(1_000);
  });

  test('an account sees nothing of another, nor of another Region', async () => {
    const AlarmNames = ['usw2-az1-c1-errors'];
    const other = await cloudWatch(otherAccount).send(new DescribeAlarmsCommand({ AlarmNames }));
    expect(other.MetricAlarms ?? []).toEqual([]);
  });

  test('what is unreadable for a while is readable again', async () => {
    const { setFault, clearFault } = sandbox();
    const where = { account: alarmAccount, service: 'cloudwatch' };
    const id = setFault({ where, effect: { kind: 'throttle' }, limit: { kind: 'always' } });
    const refused = await refusalOf(cloudWatch().send(new DescribeAlarmsCommand({})));
    expect(refused.name).toMatch(/^Throttling/);
    expect(clearFault(id)).toBe(true);
    expect((await cloudWatch().send(new DescribeAlarmsCommand({}))).MetricAlarms?.length).toBeGreaterThan(0);
  });

  test("an account's wrong clock shows in its time stamps, and its questions are understood by it", async () => {
    const client = cloudWatch();
    const AlarmName = 'usw2-az1-c1-latency';
    const skewMs = 3_600_000;
    const before = await describeOne(client, AlarmName);
    const where = { account: alarmAccount, service: 'cloudwatch' };
    const id = sandbox().setFault({ where, effect: { kind: 'clock-skew', skewMs }, limit: { kind: 'always' } });
    // Another client: the SDK corrects its own clock by the answers' dates.
    const skewed = await describeOne(cloudWatch(), AlarmName);
    const at = (alarm: typeof before): number => alarm?.StateTransitionedTimestamp?.getTime() ?? 0;
    expect(at(skewed) - at(before)).toBe(skewMs);
    const StartDate = new Date(Date.now() + skewMs - 1_000);
    const recent = new DescribeAlarmHistoryCommand({ AlarmName, StartDate, EndDate: new Date(Date.now() + skewMs) });
    expect((await cloudWatch().send(recent)).AlarmHistoryItems ?? []).toEqual([]);
    sandbox().clearFault(id);
  });
});

describeOnSandbox("CloudWatch's limits", 'another endpoint may have raised them', () => {
  const { cloudWatch } = useContractAlarms({});

  test('a fourth question about history within a second is throttled, in that account only', async () => {
    const client = cloudWatch();
    const ask = () => client.send(new DescribeAlarmHistoryCommand({ MaxRecords: 1 }));
    await client.send(new DescribeAlarmsCommand({}));
    const answers = await Promise.allSettled(Array.from({ length: 6 }, ask));
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []));
    expect(refusals.length).toBeGreaterThanOrEqual(2);
    expect(refusals[0]).toMatch(/^Throttling: Rate exceeded/);
    await cloudWatch(otherAccount).send(new DescribeAlarmHistoryCommand({ MaxRecords: 1 }));
  });

  test('DescribeAlarms takes nine a second', async () => {
    const client = cloudWatch(otherAccount);
    await client.config.credentials();
    const answers = await Promise.allSettled(
      Array.from({ length: 15 }, () => client.send(new DescribeAlarmsCommand({ MaxRecords: 1 }))),
    );
    const admitted = answers.filter(({ status }) => status === 'fulfilled').length;
    expect(admitted).toBeGreaterThanOrEqual(9);
    expect(admitted).toBeLessThan(15);
  });
});
