import type { Reaches } from '../physics/moment';
import type { Alarm } from '../services/cloudwatch/alarm';
import type { AlarmBook } from '../services/cloudwatch/alarm-book';
import type { AlarmEngine } from '../services/cloudwatch/alarm-engine';
import { findCells } from './find-cells';
import { aggregateAlarmName, alarmName } from './names';
import type { AlarmChange, Scenario } from './scenario';

export type AlarmStage = { readonly scenario: Scenario; readonly engine: AlarmEngine; readonly reaches: Reaches };

type Victim = { readonly book: AlarmBook; readonly name: string };

/** Does to alarms what a person might do to them. Gives back how to undo it. */
export function changeAlarms(stage: AlarmStage, change: AlarmChange, at: number): (at: number) => void {
  const undos = victimsOf(stage, change).map((victim) => changeOne(victim, change.change, at));
  return (later) => undos.forEach((undo) => undo(later));
}

function victimsOf({ scenario, engine, reaches }: AlarmStage, change: AlarmChange): readonly Victim[] {
  const { alarm } = change;
  const { service, regions } = scenario.fleet;
  if (alarm === 'aggregate')
    return regions.map(({ region, monitoring }) => ({
      book: engine.book({ account: monitoring.account, region }),
      name: aggregateAlarmName(service, region),
    }));
  return findCells(scenario, change, reaches).map((cell) => ({
    book: engine.book({ account: cell.account, region: cell.region }),
    name: alarmName(cell.name, alarm),
  }));
}

function changeOne({ book, name }: Victim, change: AlarmChange['change'], at: number): (at: number) => void {
  const before = book.get(name)?.alarm;
  if (before === undefined) return () => undefined;
  const putBack = (later: number): void => book.define(before, later);
  switch (change) {
    case 'delete':
      book.remove(name, at);
      return putBack;
    case 'edit':
      book.define(edited(before), at);
      return putBack;
    case 'disable-actions':
      book.define({ ...before, actionsEnabled: false }, at);
      return putBack;
    case 'cannot-be-evaluated':
    case 'misconfigured':
      book.setEvaluationState(name, EVALUATION[change], at);
      return (later) => book.setEvaluationState(name, undefined, later);
  }
}

const EVALUATION = { 'cannot-be-evaluated': 'EVALUATION_FAILURE', misconfigured: 'EVALUATION_ERROR' } as const;

/** As when somebody makes a noisy alarm quiet: it still exists, and can hardly ever go red. */
function edited(alarm: Alarm): Alarm {
  const description = 'made less noisy';
  return alarm.kind === 'metric'
    ? { ...alarm, description, threshold: alarm.threshold * 1_000 }
    : { ...alarm, description };
}
