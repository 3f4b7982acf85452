import type { Alarm, AlarmEntry, AlarmState, AlarmStatus, EvaluationState } from './alarm';
import { configurationUpdateData, createAlarmHistory, stateUpdateData, type AlarmHistory } from './alarm-history';
import { createAlarmRegister, type AlarmRegister } from './alarm-register';
import { createCompositeIndex, type CompositeIndex } from './composite-index';
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
export type AlarmBook = Pick<AlarmRegister, 'get' | 'entries'> & {
  readonly scope: Scope;
  readonly history: AlarmHistory;
  /** Creates or replaces. A new alarm begins without data; a replaced one keeps its state. */
  readonly define: (alarm: Alarm, at: number) => void;
  readonly remove: (name: string, at: number) => void;
  readonly setState: (name: string, change: StateChange, at: number) => void;
  readonly setEvaluationState: (name: string, evaluationState: EvaluationState | undefined, at: number) => void;
};

type Parts = {
  readonly scope: Scope;
  readonly register: AlarmRegister;
  readonly history: AlarmHistory;
  readonly composites: CompositeIndex;
  readonly onTransition: (transition: Transition) => void;
};

export function createAlarmBook(scope: Scope, onTransition: (transition: Transition) => void): AlarmBook {
  const register = createAlarmRegister();
  const history = createAlarmHistory();
  const parts: Parts = { scope, register, history, composites: createCompositeIndex(), onTransition };
  return {
    scope,
    history,
    get: register.get,
    entries: register.entries,
    define: (alarm, at) => define(parts, alarm, at),
    remove: (name, at) => remove(parts, name, at),
    setState: (name, change, at) => setState(parts, { name, change }, at),
    setEvaluationState(name, evaluationState, at) {
      const entry = register.get(name);
      if (entry === undefined || entry.status.evaluationState === evaluationState) return;
      register.put({ ...entry, status: { ...entry.status, evaluationState, updatedAt: at } });
    },
  };
}

function define(parts: Parts, alarm: Alarm, at: number): void {
  const { scope, register, composites } = parts;
  const before = register.get(alarm.name);
  const arn = before?.arn ?? `arn:aws:cloudwatch:${scope.region}:${scope.account}:alarm:${alarm.name}`;
  const entry = { alarm, arn, configuredAt: at, status: before?.status ?? statusOfNewAlarm(at) };
  register.put(entry);
  noteConfiguration(parts, { entry, type: before === undefined ? 'Create' : 'Update' }, at);
  composites.set(alarm);
  if (alarm.kind === 'composite') judgeComposite(parts, alarm.name, at);
}

function remove(parts: Parts, name: string, at: number): void {
  const entry = parts.register.get(name);
  if (entry === undefined) return;
  parts.register.remove(name);
  parts.composites.forget(name);
  noteConfiguration(parts, { entry, type: 'Delete' }, at);
  judgeParents(parts, name, at);
}

type Told = { readonly name: string; readonly change: StateChange };

function setState(parts: Parts, { name, change }: Told, at: number): void {
  const { scope, register, history, onTransition } = parts;
  const entry = register.get(name);
  if (entry === undefined || entry.status.state === change.state) return;
  const from = entry.status.state;
  const to = change.state;
  const status: AlarmStatus = { ...entry.status, ...change, updatedAt: at, transitionedAt: at };
  register.put({ ...entry, status });
  history.record({
    at,
    alarmName: name,
    alarmKind: entry.alarm.kind,
    itemType: 'StateUpdate',
    summary: `Alarm updated from ${from} to ${to}`,
    data: stateUpdateData(entry.status, status),
  });
  onTransition({ scope, alarm: name, from, to, reason: change.reason, at });
  judgeParents(parts, name, at);
}

/** Composite alarms follow their children at once, and only then. */
function judgeParents(parts: Parts, child: string, at: number): void {
  for (const parent of parts.composites.parentsOf(child)) judgeComposite(parts, parent, at);
}

function judgeComposite(parts: Parts, name: string, at: number): void {
  setState(parts, { name, change: parts.composites.judge(name, parts.register.get) }, at);
}

const configurationVerbs = { Create: 'created', Update: 'updated', Delete: 'deleted' } as const;

type Configured = { readonly entry: AlarmEntry; readonly type: keyof typeof configurationVerbs };

function noteConfiguration(parts: Parts, { entry, type }: Configured, at: number): void {
  parts.history.record({
    at,
    alarmName: entry.alarm.name,
    alarmKind: entry.alarm.kind,
    itemType: 'ConfigurationUpdate',
    summary: `Alarm "${entry.alarm.name}" ${configurationVerbs[type]}`,
    data: configurationUpdateData(type, { definition: entry.alarm, arn: entry.arn, at }),
  });
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
