import { cellDimensions, metricNamespace, oneBoxDimensions, serviceDimensions } from '../physics/publish';
import type { Alarm, MetricAlarm } from '../services/cloudwatch/alarm';
import type { AlarmEngine } from '../services/cloudwatch/alarm-engine';
import { aggregateAlarmName, alarmName } from './names';
import type { CellScenario, Scenario } from './scenario';

/** Sets up the alarms that a well-run fleet has: per cell on errors, latency and the one-box, one over them, and one per Region. */
export function seedAlarms(scenario: Scenario, engine: AlarmEngine, at: number): void {
  const { service, regions } = scenario.fleet;
  for (const { region, monitoring, cells } of regions) {
    for (const cell of cells) {
      const book = engine.book({ account: cell.account, region });
      for (const alarm of alarmsOfCell(cell, scenario)) book.define(alarm, at);
    }
    engine.book({ account: monitoring.account, region }).define(aggregateAlarm(service, region, scenario), at);
  }
}

/** The longest stretch that any of these alarms looks back over. */
export const longestLookbackSeconds = 5 * 60;

function alarmsOfCell(cell: CellScenario, { alarms }: Scenario): readonly Alarm[] {
  const { name } = cell;
  const dimensions = cellDimensions(name);
  const errors = { metricName: 'ErrorRate', threshold: alarms.errorPercent, periods: 1 };
  const latency = { metricName: 'LatencyP99', threshold: alarms.latencyMs, periods: 2 };
  const oneBox: readonly Alarm[] =
    cell.oneBoxInstances === 0
      ? []
      : [metricAlarm(alarmName(name, 'one-box-errors'), { ...errors, dimensions: oneBoxDimensions(name) })];
  return [
    ...oneBox,
    metricAlarm(alarmName(name, 'errors'), { ...errors, dimensions }),
    metricAlarm(alarmName(name, 'latency'), { ...latency, dimensions }),
    {
      kind: 'composite',
      ...plain(alarmName(name, 'health'), `${name} is not well`),
      rule: `ALARM("${alarmName(name, 'errors')}") OR ALARM("${alarmName(name, 'latency')}")`,
    },
  ];
}

function aggregateAlarm(service: string, region: string, { alarms }: Scenario): Alarm {
  return metricAlarm(aggregateAlarmName(service, region), {
    metricName: 'ErrorRate',
    threshold: alarms.aggregateErrorPercent,
    periods: 2,
    dimensions: serviceDimensions(service),
  });
}

type Watch = {
  readonly metricName: string;
  readonly threshold: number;
  readonly periods: number;
  readonly dimensions: MetricAlarm['metric']['dimensions'];
};

function metricAlarm(name: string, { metricName, threshold, periods, dimensions }: Watch): MetricAlarm {
  return {
    kind: 'metric',
    ...plain(name, `${metricName} above ${threshold}`),
    metric: { namespace: metricNamespace, name: metricName, dimensions },
    statistic: 'Average',
    periodSeconds: 60,
    evaluationPeriods: periods,
    datapointsToAlarm: periods,
    threshold,
    comparison: 'GreaterThanThreshold',
    treatMissingData: 'missing',
  };
}

function plain(name: string, description: string) {
  const actions: readonly string[] = [];
  return {
    name,
    description,
    actionsEnabled: true,
    okActions: actions,
    alarmActions: actions,
    insufficientDataActions: actions,
  };
}
