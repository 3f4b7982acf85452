import { seededRandom } from '../seeded-random';
import type { Fault, Faults, FaultScope, FaultTarget, InjectedFault, PlacedFault } from './fault';

type Slot = { readonly fault: PlacedFault; usesLeft: number };

/** The book of faults now in force. The same seed and the same calls are hit the same way. */
export function createFaults(seed: number): Faults {
  const random = seededRandom(seed);
  const slots = new Map<string, Slot>();
  let placed = 0;
  return {
    add(fault) {
      placed += 1;
      const id = `fault-${placed}`;
      slots.set(id, { fault: { ...fault, id }, usesLeft: usesOf(fault) });
      return id;
    },
    remove: (id) => slots.delete(id),
    clear: () => slots.clear(),
    list: () => [...slots.values()].map((slot) => slot.fault),
    strike(target, at) {
      if (slots.size === 0) return [];
      return [...slots.values()].flatMap((slot) => strikeOne(slot, { target, at, random }));
    },
    skewMs(target, at) {
      let skewMs = 0;
      for (const { fault } of slots.values())
        if (fault.effect.kind === 'clock-skew' && applies(fault, target, at)) skewMs += fault.effect.skewMs;
      return skewMs;
    },
  };
}

type Moment = { readonly target: FaultTarget; readonly at: number; readonly random: () => number };

function strikeOne(slot: Slot, moment: Moment): readonly InjectedFault[] {
  const { fault } = slot;
  if (fault.effect.kind === 'clock-skew' || slot.usesLeft <= 0 || !applies(fault, moment.target, moment.at)) return [];
  if (fault.limit.kind === 'probability' && moment.random() >= fault.limit.probability) return [];
  slot.usesLeft -= 1;
  return [{ id: fault.id, effect: fault.effect }];
}

function applies(fault: Fault, target: FaultTarget, at: number): boolean {
  return at >= (fault.fromAt ?? -Infinity) && at < (fault.untilAt ?? Infinity) && covers(fault.where, target);
}

function covers(scope: FaultScope, target: FaultTarget): boolean {
  return (
    (scope.account ?? target.account) === target.account &&
    (scope.region ?? target.region) === target.region &&
    (scope.service ?? target.service) === target.service &&
    (scope.operation ?? target.operation) === target.operation
  );
}

function usesOf({ limit }: Fault): number {
  return limit.kind === 'count' ? limit.count : Infinity;
}
