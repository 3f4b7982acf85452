import type { MissingDataTreatment } from '../../../../../sandbox/services/cloudwatch/alarm';
import {
  evaluationRange,
  judgeDatapoints,
  type Datapoint,
} from '../../../../../sandbox/services/cloudwatch/judge-datapoints';

const treatments: readonly MissingDataTreatment[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

/** 0 is within the threshold, X breaches it, - is missing; the newest stands on the right. */
function range(drawing: string): readonly Datapoint[] {
  const meaning: Readonly<Record<string, Datapoint>> = { '0': 'within', X: 'breaching', '-': 'missing' };
  return drawing.split(' ').map((mark) => meaning[mark] ?? 'missing');
}

type Row = readonly [drawing: string, ...states: readonly string[]];

describe('M of N with missing data, by the tables of "Configuring how CloudWatch alarms treat missing data"', () => {
  const threeOfThree: readonly Row[] = [
    ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
    ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
    ['- - - - -', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
    ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['- - X - -', 'ALARM', 'retain', 'ALARM', 'OK'],
  ];
  const twoOfThree: readonly Row[] = [
    ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
    ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
    ['- - - X -', 'ALARM', 'retain', 'ALARM', 'OK'],
  ];
  const tables = [
    ...threeOfThree.map((row) => ({ datapointsToAlarm: 3, row })),
    ...twoOfThree.map((row) => ({ datapointsToAlarm: 2, row })),
  ].flatMap(({ datapointsToAlarm, row: [drawing, ...states] }) =>
    treatments.map((treatMissingData, index) => ({
      drawing,
      datapointsToAlarm,
      treatMissingData,
      state: states[index],
    })),
  );

  test.each(tables)('$datapointsToAlarm of 3, $treatMissingData: $drawing is $state', (row) => {
    const { drawing, datapointsToAlarm, treatMissingData, state } = row;
    expect(judgeDatapoints(range(drawing), { evaluationPeriods: 3, datapointsToAlarm, treatMissingData })).toBe(state);
  });

  test.each(['- - - - X', '- - - X -'])('a premature alarm is avoided: 3 of 3 does not go red on %s', (drawing) => {
    const rule = { evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'missing' } as const;
    expect(judgeDatapoints(range(drawing), rule)).toBe('retain');
  });

  test('the evaluation range of three periods is five, as documented', () => {
    expect(evaluationRange(3)).toBe(5);
  });

  test('only the newest N real datapoints count', () => {
    const rule = { evaluationPeriods: 1, datapointsToAlarm: 1, treatMissingData: 'missing' } as const;
    expect(judgeDatapoints(range('X X 0'), rule)).toBe('OK');
    expect(judgeDatapoints(range('0 0 X'), rule)).toBe('ALARM');
  });
});
