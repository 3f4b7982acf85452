import type { AlarmEntry } from './alarm';

/** Alarms by name. */
export type AlarmRegister = {
  readonly get: (name: string) => AlarmEntry | undefined;
  readonly put: (entry: AlarmEntry) => void;
  readonly remove: (name: string) => void;
  /** Sorted by name; sorted anew only after a change. */
  readonly entries: () => readonly AlarmEntry[];
};

export function createAlarmRegister(): AlarmRegister {
  const alarms = new Map<string, AlarmEntry>();
  let sorted: readonly AlarmEntry[] | undefined;
  return {
    get: (name) => alarms.get(name),
    put(entry) {
      alarms.set(entry.alarm.name, entry);
      sorted = undefined;
    },
    remove(name) {
      alarms.delete(name);
      sorted = undefined;
    },
    entries: () => (sorted ??= [...alarms.values()].sort((a, b) => compareText(a.alarm.name, b.alarm.name))),
  };
}

/** By code unit, not by locale: page tokens must mean the same everywhere. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
