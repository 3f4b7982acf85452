import type { Alarm, AlarmEntry } from './alarm';
import type { StateChange } from './alarm-book';
import { parseCompositeRule, ruleHolds, type CompositeRule } from './composite-rule';
import { cloudWatchTime } from './state-reason';

/** Which composite alarms look at which alarms. */
export type CompositeIndex = {
  set(alarm: Alarm): void;
  forget(name: string): void;
  parentsOf(child: string): readonly string[];
  judge(name: string, entryOf: (name: string) => AlarmEntry | undefined): StateChange;
};

type Composite = { readonly rule: CompositeRule; readonly children: readonly string[] };

export function createCompositeIndex(): CompositeIndex {
  const composites = new Map<string, Composite>();
  return {
    set(alarm) {
      if (alarm.kind === 'metric') composites.delete(alarm.name);
      else composites.set(alarm.name, compositeOf(alarm.rule));
    },
    forget: (name) => void composites.delete(name),
    parentsOf: (child) => [...composites].flatMap(([name, { children }]) => (children.includes(child) ? [name] : [])),
    judge(name, entryOf) {
      const composite = composites.get(name);
      if (composite === undefined) throw new Error(`${name} is no composite alarm`);
      const holds = ruleHolds(composite.rule, (child) => entryOf(child)?.status.state);
      return { state: holds ? 'ALARM' : 'OK', ...reasonOf(composite, entryOf, holds) };
    },
  };
}

function compositeOf(text: string): Composite {
  const parsed = parseCompositeRule(text);
  if (parsed.kind === 'malformed') throw new Error(`alarm rule ${text}: ${parsed.problem}`);
  return parsed;
}

function reasonOf(
  { children }: Composite,
  entryOf: (name: string) => AlarmEntry | undefined,
  holds: boolean,
): Pick<StateChange, 'reason' | 'reasonData'> {
  const entries = children.flatMap((child) => entryOf(child) ?? []);
  const latest = entries.reduce<AlarmEntry | undefined>(
    (last, entry) => (last === undefined || entry.status.transitionedAt >= last.status.transitionedAt ? entry : last),
    undefined,
  );
  if (latest === undefined) return { reason: `the rule is ${holds ? 'met' : 'not met'}`, reasonData: '' };
  const { status, arn } = latest;
  const when = cloudWatchTime(status.transitionedAt);
  return {
    reason: `${arn} transitioned to ${status.state} at ${when}`,
    reasonData: JSON.stringify({ triggeringAlarms: [{ arn, state: { value: status.state, timestamp: when } }] }),
  };
}
