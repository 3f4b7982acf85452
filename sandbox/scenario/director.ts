import type { Faults } from '../faults';
import { isWithin, type Reaches, type Span } from '../physics/moment';
import type { AlarmEngine } from '../services/cloudwatch/alarm-engine';
import { changeAlarms } from './change-alarms';
import { findCells, type Target } from './find-cells';
import type { AlarmChange, Scenario, WireFault } from './scenario';

/** Lets a scenario's wire faults and alarm changes happen when their moment comes, and ends them when it has passed. */
export type Director = (now: DirectorNow) => void;

export type DirectorNow = { readonly seconds: number; readonly at: number; readonly reaches: Reaches };

export type Stage = { readonly scenario: Scenario; readonly faults: Faults; readonly engine: AlarmEngine };

/** What a scripted event does when it begins; what it gives back is done when it ends. */
type Event = { readonly span: Span; begin(now: DirectorNow): (now: DirectorNow) => void };

export function createDirector(stage: Stage): Director {
  const events: readonly Event[] = [
    ...stage.scenario.wireFaults.map((fault) => wireEvent(stage, fault)),
    ...stage.scenario.alarmChanges.map((change) => alarmEvent(stage, change)),
  ];
  const waiting = new Set(events);
  const ends = new Map<Event, (now: DirectorNow) => void>();
  return (now) => {
    for (const event of waiting)
      if (isWithin(event.span, now.seconds, now.reaches)) {
        waiting.delete(event);
        ends.set(event, event.begin(now));
      }
    for (const [event, end] of ends)
      if (!isWithin(event.span, now.seconds, now.reaches)) {
        ends.delete(event);
        end(now);
      }
  };
}

function wireEvent({ scenario, faults }: Stage, fault: WireFault): Event {
  const { service, operation, effect, limit, span } = fault;
  return {
    span,
    begin(now) {
      const ids = placesOf(scenario, fault, now).map((place) =>
        faults.add({ where: { ...place, service, operation }, effect, limit }),
      );
      return () => ids.forEach((id) => faults.remove(id));
    },
  };
}

type WirePlace = { readonly account?: string; readonly region?: string };

function placesOf(scenario: Scenario, { where, span }: WireFault, { reaches }: DirectorNow): readonly WirePlace[] {
  // A whole Region is one fault: it also strikes the monitoring account.
  if (where.kind === 'region') return [where.region === undefined ? {} : { region: where.region }];
  if (where.kind === 'account') return [{ account: where.account }];
  return findCells(scenario, { where, span }, reaches).map(({ account, region }: Target) => ({ account, region }));
}

function alarmEvent({ scenario, engine }: Stage, change: AlarmChange): Event {
  return {
    span: change.span,
    begin: (now) => {
      const undo = changeAlarms({ scenario, engine, reaches: now.reaches }, change, now.at);
      return (later) => undo(later.at);
    },
  };
}
