import type { Look, WatchedAccount } from '../../../alarms/observation';
import type { PlannedCell } from '../../../waves/plan';
import { aggregateSubject } from '../../../waves/rollout/rollout-accounts';
import type { Entry, LookAt } from './audit';
import { openClock } from './clock';
import type { Fate, Scenario } from './scenario';
import { openSky } from './sky';

/** What surrounds the machine: clocks, the sky, the fates of cells, and the record of what really happened. */
export function openWorld(scenario: Scenario) {
  const { plan, awsOffsetMs, startAt } = scenario;
  const clock = openClock(startAt);
  const sky = openSky();
  const entries: Entry[] = [];
  const looks: LookAt[] = [];
  const troubled = new Set<string>();
  const cells = new Map(
    plan.waves.flatMap((wave) => wave.cells.map((cell): [string, PlannedCell] => [cell.name, cell])),
  );
  const names = [...cells.keys()];
  const subjects = [...names, ...new Set(plan.aggregateAlarms.map(aggregateSubject))];
  const touchedOnce = new Set<string>();
  const awsNow = (): number => clock.now() + awsOffsetMs;

  function beginSpells(after: 'start' | 'touch', subject: string | undefined): void {
    for (const spell of scenario.spells) {
      const name = subjects[spell.subject % subjects.length];
      if (spell.after !== after || name === undefined || (subject !== undefined && name !== subject)) continue;
      const fromAt = awsNow() + spell.delayMs;
      sky.add({ subject: name, condition: spell.condition, fromAt, untilAt: fromAt + spell.lastsMs });
    }
  }
  beginSpells('start', undefined);

  return {
    scenario,
    clock,
    sky,
    entries,
    looks,
    names,
    awsNow,
    note: (entry: Entry): void => void entries.push(entry),
    /** Subjects that were not healthy at the last look at them. */
    troubled: (): readonly string[] => [...troubled],
    fateOf(cell: string): Fate {
      const fate = scenario.fates[names.indexOf(cell) % scenario.fates.length];
      if (fate === undefined) throw new Error('a scenario needs fates');
      return fate;
    },
    touch(cell: string): void {
      if (touchedOnce.size === 0) for (const subject of subjects.slice(names.length)) beginSpells('touch', subject);
      if (!touchedOnce.has(cell)) beginSpells('touch', cell);
      touchedOnce.add(cell);
    },
    look(accounts: readonly WatchedAccount[], sinceAt: number): Look {
      const answers = accounts.map((account) => sky.lookAt(account, awsNow(), sinceAt));
      for (const { subject } of accounts) {
        const isWell = sky.alarmAt(subject, awsNow()) === 'OK' && !sky.isBlind(subject, awsNow());
        if (isWell) troubled.delete(subject);
        else troubled.add(subject);
      }
      looks.push({ at: clock.now(), subjects: accounts.map(({ subject }) => subject) });
      return { temporalAt: clock.now(), accounts: answers };
    },
  };
}

export type World = ReturnType<typeof openWorld>;
