import type { AlarmState, MissingDataTreatment } from './alarm';

/** One period of an alarm's evaluation range. */
export type Datapoint = 'breaching' | 'within' | 'missing';

export type DatapointRule = {
  /** N: how many of the most recent datapoints count. */
  readonly evaluationPeriods: number;
  /** M: how many of those must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingDataTreatment;
};

/**
 * CloudWatch retrieves more datapoints than N, so that real ones can stand in for missing ones. It documents 5 for N = 3 and no formula.
 * Source: the tables of "Configuring how CloudWatch alarms treat missing data".
 */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/** M of N over the evaluation range, oldest datapoint first. `retain` means that the alarm keeps the state it has. */
export function judgeDatapoints(range: readonly Datapoint[], rule: DatapointRule): AlarmState | 'retain' {
  const real = range.filter((point) => point !== 'missing').slice(-rule.evaluationPeriods);
  const breaching = real.filter((point) => point === 'breaching').length;
  const filled = rule.evaluationPeriods - real.length;
  if (breaching >= rule.datapointsToAlarm) return 'ALARM';
  if (filled === 0) return 'OK';
  switch (rule.treatMissingData) {
    case 'breaching':
      return breaching + filled >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
      return real.includes('within') ? 'OK' : 'retain';
    case 'missing':
      return judgeSparse(range, rule);
  }
}

function judgeSparse(range: readonly Datapoint[], rule: DatapointRule): AlarmState | 'retain' {
  if (range.every((point) => point === 'missing')) return 'INSUFFICIENT_DATA';
  if (range.includes('within')) return 'OK';
  // "Premature alarm": one old breaching datapoint followed by silence is enough, however few datapoints there are.
  const oldestBreachingAge = range.length - range.indexOf('breaching');
  return oldestBreachingAge >= rule.datapointsToAlarm ? 'ALARM' : 'retain';
}
