import { coverageOf, type AlarmTiming } from '../../alarms/coverage';
import { formatDuration } from '../../alarms/durations';
import type { AlarmObservation } from '../../alarms/observation';
import type { PlannedCell } from '../../waves/plan';
import type { CellPreflight, PreflightFinding } from '../../waves/preflight';
import type { AlarmPlace, AlarmSource } from '../ports/alarm-source.port';
import { refusal, warning } from './finding';

export type AlarmsSeen = { readonly findings: readonly PreflightFinding[]; readonly alarms: CellPreflight['alarms'] };

type Question = {
  readonly place: AlarmPlace;
  readonly cell: PlannedCell;
  readonly bakeMs: number | undefined;
  readonly speed: number;
};

/** The cell's alarms: whether they can be read and tell something, and whether they are quick enough for the bake (DESIGN 6, rule 1). */
export async function lookAtAlarms(source: AlarmSource, question: Question, signal: AbortSignal): Promise<AlarmsSeen> {
  const { cell, place } = question;
  if (cell.alarms.length === 0) return { findings: [], alarms: [] };
  const names = cell.alarms.map(({ name }) => name);
  const { alarms, definitions } = await source.describe({ place, names, historyFromAt: undefined }, signal);
  const trafficLess = new Set(cell.alarms.flatMap((alarm) => (alarm.trafficLess ? [alarm.name] : [])));
  return {
    findings: [
      ...alarms.flatMap((alarm) => findingsOf(alarm, trafficLess.has(alarm.name))),
      ...slowAlarms(question, definitions),
    ],
    alarms: alarms.map((alarm) => ({ name: alarm.name, state: alarm.kind === 'seen' ? alarm.state : 'MISSING' })),
  };
}

function findingsOf(alarm: AlarmObservation, isTrafficLess: boolean): readonly PreflightFinding[] {
  const { name } = alarm;
  if (alarm.kind === 'missing')
    return [
      refusal(
        'alarm-missing',
        `alarm ${name} does not exist`,
        'create it, correct its name, or allow cloudwatch:DescribeAlarms on resource *',
      ),
    ];
  if (alarm.state === 'ALARM')
    return [warning('alarm-red', `alarm ${name} is in ALARM`, 'the cell is not started before it is quiet')];
  if (alarm.evaluation !== 'clean')
    return [
      refusal(
        'alarm-error',
        `alarm ${name} cannot be evaluated (${alarm.evaluation})`,
        'mend its metric, query or permissions',
      ),
    ];
  if (alarm.state === 'INSUFFICIENT_DATA' && !isTrafficLess)
    return [
      warning(
        'alarm-no-data',
        `alarm ${name} has no data`,
        'make its metric flow, treat missing data as notBreaching, or mark the alarm trafficLess',
      ),
    ];
  return [];
}

function slowAlarms({ cell, bakeMs, speed }: Question, timings: readonly AlarmTiming[]): readonly PreflightFinding[] {
  if (bakeMs === undefined || bakeMs === 0) return [];
  const { weaknesses } = coverageOf({ of: 'cell', alarms: cell.alarms, timings, bakeMs, speed });
  return weaknesses.flatMap((weakness) =>
    weakness.kind === 'evaluation-longer-than-bake'
      ? [
          warning(
            'alarm-slow',
            `alarm ${weakness.alarm} needs ${formatDuration(weakness.detectionMs)} to notice, the bake is ${formatDuration(bakeMs)}`,
            'bake longer, or let the alarm decide on fewer or shorter periods',
          ),
        ]
      : [],
  );
}
