import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  paginateDescribeAlarms,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { anAlarmOf, describeOne, historyOf, useContractAlarms, withAlarms } from '../support/contract-alarms';
import { refusalOf } from '../support/contract';

describe('CloudWatch alarms', () => {
  const { cloudWatch } = useContractAlarms();

  test('a new alarm has no data, and shows all that was said of it', async () => {
    const client = cloudWatch();
    const input = anAlarmOf('contract-new', {
      Dimensions: [{ Name: 'Cell', Value: 'a' }],
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'ignore',
    });
    const { AlarmName, Namespace, Dimensions, Period, Threshold, TreatMissingData, DatapointsToAlarm } = input;
    await withAlarms(client, [input], async () => {
      const alarm = await describeOne(client, 'contract-new');
      expect(alarm).toMatchObject({ AlarmName, Namespace, Dimensions, Period, Threshold, TreatMissingData });
      expect(alarm).toMatchObject({ StateValue: 'INSUFFICIENT_DATA', Statistic: 'Average', DatapointsToAlarm });
      expect(alarm?.AlarmArn).toMatch(/^arn:aws:cloudwatch:us-west-2:\d{12}:alarm:contract-new$/);
      for (const at of [alarm?.AlarmConfigurationUpdatedTimestamp, alarm?.StateUpdatedTimestamp])
        expect(Math.abs((at?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    });
  });

  test('names that no alarm has are left out without an error', async () => {
    const found = await cloudWatch().send(new DescribeAlarmsCommand({ AlarmNames: ['contract-nobody'] }));
    expect(found.MetricAlarms ?? []).toEqual([]);
    expect(found.NextToken).toBeUndefined();
  });

  test('pages through a prefix without losing or repeating an alarm', async () => {
    const client = cloudWatch();
    const names = Array.from({ length: 7 }, (_, index) => `contract-page-${index}`);
    await withAlarms(
      client,
      names.map((name) => anAlarmOf(name)),
      async () => {
        const found: string[] = [];
        let pages = 0;
        for await (const page of paginateDescribeAlarms(
          { client, pageSize: 3 },
          { AlarmNamePrefix: 'contract-page-' },
        )) {
          pages += 1;
          found.push(...(page.MetricAlarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []));
        }
        expect([...found].sort()).toEqual(names);
        expect(pages).toBeGreaterThanOrEqual(3);
      },
    );
  });

  test('a composite is shown only to those who ask for its type', async () => {
    const client = cloudWatch();
    await withAlarms(client, [anAlarmOf('contract-child')], async () => {
      await client.send(
        new PutCompositeAlarmCommand({ AlarmName: 'contract-whole', AlarmRule: 'ALARM("contract-child")' }),
      );
      const AlarmNames = ['contract-whole', 'contract-child'];
      const usual = await client.send(new DescribeAlarmsCommand({ AlarmNames }));
      expect(usual.CompositeAlarms ?? []).toEqual([]);
      expect(usual.MetricAlarms).toHaveLength(1);
      const all = await client.send(
        new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
      );
      expect(all.CompositeAlarms?.[0]).toMatchObject({
        AlarmName: 'contract-whole',
        AlarmRule: 'ALARM("contract-child")',
      });
      await client.send(new DeleteAlarmsCommand({ AlarmNames: ['contract-whole'] }));
    });
  });

  test('a state set by hand is in history with the state before it', async () => {
    const client = cloudWatch();
    await withAlarms(client, [anAlarmOf('contract-set')], async () => {
      const state = { AlarmName: 'contract-set', StateValue: 'ALARM', StateReason: 'a drill' } as const;
      await client.send(new SetAlarmStateCommand(state));
      const update = (await historyOf(client, 'contract-set')).find((item) => item.HistoryItemType === 'StateUpdate');
      expect(update?.HistorySummary).toBe('Alarm updated from INSUFFICIENT_DATA to ALARM');
      const data: unknown = JSON.parse(update?.HistoryData ?? '{}');
      expect(data).toMatchObject({
        oldState: { stateValue: 'INSUFFICIENT_DATA' },
        newState: { stateValue: 'ALARM', stateReason: 'a drill' },
      });
      expect(update?.Timestamp).toBeInstanceOf(Date);
    });
  });

  test('history outlives its alarm', async () => {
    const client = cloudWatch();
    await withAlarms(client, [anAlarmOf('contract-gone')], () => Promise.resolve());
    const summaries = (await historyOf(client, 'contract-gone')).map(({ HistorySummary }) => HistorySummary);
    expect(summaries).toContain('Alarm "contract-gone" deleted');
    expect(await describeOne(client, 'contract-gone')).toBeUndefined();
  });

  test('changing an alarm keeps its state and moves the time of its configuration', async () => {
    const client = cloudWatch();
    await withAlarms(client, [anAlarmOf('contract-edit')], async () => {
      const before = await describeOne(client, 'contract-edit');
      await client.send(new PutMetricAlarmCommand(anAlarmOf('contract-edit', { Threshold: 99 })));
      const after = await describeOne(client, 'contract-edit');
      expect(after?.Threshold).toBe(99);
      const configuredAt = (alarm: typeof before): number => alarm?.AlarmConfigurationUpdatedTimestamp?.getTime() ?? 0;
      expect(configuredAt(after)).toBeGreaterThanOrEqual(configuredAt(before));
      await client.send(new DisableAlarmActionsCommand({ AlarmNames: ['contract-edit'] }));
      expect((await describeOne(client, 'contract-edit'))?.ActionsEnabled).toBe(false);
    });
  });

  const wrong: readonly (readonly [string, Partial<PutMetricAlarmCommandInput>])[] = [
    ['a period of 45 s', { Period: 45 }],
    ['more than a day of periods', { Period: 300, EvaluationPeriods: 289 }],
    ['an unknown comparison', { ComparisonOperator: 'Above' as never }],
    ['more datapoints than periods', { DatapointsToAlarm: 2 }],
  ];
  test.each(wrong)('refuses an alarm with %s', async (_what, more) => {
    const refused = await refusalOf(cloudWatch().send(new PutMetricAlarmCommand(anAlarmOf('contract-wrong', more))));
    expect(refused.name).toMatch(/^(Validation|InvalidParameter)/);
  });

  test('refuses more than 100 names, more than 100 records, and a token of its own making', async () => {
    const client = cloudWatch();
    const AlarmNames = Array.from({ length: 101 }, (_, index) => `contract-${index}`);
    const refused = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).name;
    expect(await refused(client.send(new DescribeAlarmsCommand({ AlarmNames })))).toMatch(/^Validation/);
    expect(await refused(client.send(new DescribeAlarmHistoryCommand({ MaxRecords: 101 })))).toMatch(/^Validation/);
    expect(await refused(client.send(new DescribeAlarmsCommand({ NextToken: 'nonsense' })))).toBe('InvalidNextToken');
  });

  test('an unknown alarm cannot be set or deleted', async () => {
    const client = cloudWatch();
    const state = { AlarmName: 'contract-nobody', StateValue: 'OK', StateReason: 'x' } as const;
    expect((await refusalOf(client.send(new SetAlarmStateCommand(state)))).name).toBe('ResourceNotFound');
    const gone = client.send(new DeleteAlarmsCommand({ AlarmNames: ['contract-nobody'] }));
    expect((await refusalOf(gone)).name).toBe('ResourceNotFound');
  });
});
