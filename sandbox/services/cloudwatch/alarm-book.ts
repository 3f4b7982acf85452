import type { Alarm, AlarmEntry, AlarmState, AlarmStatus, EvaluationState } from './alarm';
import { configurationUpdateData, createAlarmHistory, stateUpdateData, type AlarmHistory } from './alarm-history';
import { createCompositeIndex } from './composite-index';
import type { Scope } from './metric';

export type StateChange = { readonly state: AlarmState; readonly reason: string; readonly reasonData: string };

export type Transition = {
  readonly scope: Scope;
  readonly alarm: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  readonly at: number;
};

/** The alarms of one account and Region, with their history. */
export type AlarmBook = {
  readonly scope: Scope;
  readonly history: AlarmHistory;
  get(name: string): AlarmEntry | undefined;
  /** Sorted by name. */
  entries(): readonly AlarmEntry[];
  /** Creates or replaces. A new alarm begins without data; a replaced one keeps its state. */
  define(alarm: Alarm, at: number): void;
  remove(name: string, at: number): void;
  setState(name: string, change: StateChange, at: number): void;
  setEvaluationState(name: string, evaluationState: EvaluationState | undefined, at: number): void;
};

export function createAlarmBook(scope: Scope, onTransition: (transition: Transition) => void): AlarmBook {
  const alarms = new Map<string, AlarmEntry>();
  const history = createAlarmHistory();
  const composites = createCompositeIndex();
  let sorted: readonly AlarmEntry[] | undefined;

  const store = (entry: AlarmEntry): void => {
    alarms.set(entry.alarm.name, entry);
    sorted = undefined;
  };

  const update = (entry: AlarmEntry, change: StateChange, at: number): void => {
    if (entry.status.state === change.state) return;
    const status: AlarmStatus = { ...entry.status, ...change, updatedAt: at, transitionedAt: at };
    store({ ...entry, status });
    const { name, kind } = entry.alarm;
    const from = entry.status.state;
    const summary = `Alarm updated from ${from} to ${change.state}`;
    const data = stateUpdateData(entry.status, status);
    history.record({ at, alarmName: name, alarmKind: kind, itemType: 'StateUpdate', summary, data });
    onTransition({ scope, alarm: name, from, to: change.state, reason: change.reason, at });
    for (const parent of composites.parentsOf(name)) judgeComposite(parent, at);
  };

  const judgeComposite = (name: string, at: number): void => {
    const entry = alarms.get(name);
    if (entry !== undefined)
      update(
        entry,
        composites.judge(name, (child) => alarms.get(child)),
        at,
      );
  };

  return {
    scope,
    history,
    get: (name) => alarms.get(name),
    entries: () => (sorted ??= [...alarms.values()].sort((a, b) => compareText(a.alarm.name, b.alarm.name))),
    define(alarm, at) {
      const before = alarms.get(alarm.name);
      const arn = before?.arn ?? `arn:aws:cloudwatch:${scope.region}:${scope.account}:alarm:${alarm.name}`;
      store({ alarm, arn, configuredAt: at, status: before?.status ?? statusOfNewAlarm(at) });
      const type = before === undefined ? 'Create' : 'Update';
      const summary = `Alarm "${alarm.name}" ${before === undefined ? 'created' : 'updated'}`;
      const data = configurationUpdateData(type, { definition: alarm, arn, at });
      history.record({
        at,
        alarmName: alarm.name,
        alarmKind: alarm.kind,
        itemType: 'ConfigurationUpdate',
        summary,
        data,
      });
      composites.set(alarm);
      if (alarm.kind === 'composite') judgeComposite(alarm.name, at);
    },
    remove(name, at) {
      const entry = alarms.get(name);
      if (entry === undefined || !alarms.delete(name)) return;
      sorted = undefined;
      composites.forget(name);
      const data = configurationUpdateData('Delete', { definition: entry.alarm, arn: entry.arn, at });
      const summary = `Alarm "${name}" deleted`;
      history.record({
        at,
        alarmName: name,
        alarmKind: entry.alarm.kind,
        itemType: 'ConfigurationUpdate',
        summary,
        data,
      });
      for (const parent of composites.parentsOf(name)) judgeComposite(parent, at);
    },
    setState(name, change, at) {
      const entry = alarms.get(name);
      if (entry !== undefined) update(entry, change, at);
    },
    setEvaluationState(name, evaluationState, at) {
      const entry = alarms.get(name);
      if (entry === undefined || entry.status.evaluationState === evaluationState) return;
      store({ ...entry, status: { ...entry.status, evaluationState, updatedAt: at } });
    },
  };
}

function statusOfNewAlarm(at: number): AlarmStatus {
  return {
    state: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    reasonData: '',
    updatedAt: at,
    transitionedAt: at,
    evaluationState: undefined,
  };
}

/** By code unit, not by locale: page tokens must mean the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
