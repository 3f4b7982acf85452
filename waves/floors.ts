import { checkSamples } from './check-samples';
import { MOST_IN_FLIGHT } from './limits';
import type { Refusal } from './plan';
import type { Policy, Width } from './policy';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Shortest times a production policy may ask for. */
export const FLOORS = {
  // Two 5-minute CloudWatch periods: the least in which a 2-of-2 alarm can see the release at all.
  oneBoxMs: 10 * MINUTE,
  oneCellMs: 10 * MINUTE,
  // The first time a whole fault domain carries the release; caches, pools and leaks need an hour to show.
  oneAzMs: 60 * MINUTE,
  // Three 5-minute periods.
  regionMs: 15 * MINUTE,
  soakMs: 15 * MINUTE,
} as const;

/** Longest poll: an alarm is seen within poll + 1 s (S8), and CloudWatch evaluates once a minute. */
export const LONGEST_POLL_MS = 60 * SECOND;

/** Temporal's server fires no timer under about a second, so neither poll nor bake can be shorter, in a rehearsal either. */
export const SHORTEST_TIMER_MS = SECOND;

/** Smallest share of a wave's cells that alarms of their own must watch, in basis points: an unwatched cell is unknown, and unknown is never healthy. */
export const SMALLEST_SHARE_WATCHED = 8_000;

/** What is wrong with a policy by itself, whatever the fleet. */
export function checkFloors(policy: Policy): readonly Refusal[] {
  return [
    ...checkBakes(policy),
    ...checkPoll(policy),
    ...checkWidth('width', policy.width),
    ...checkWidth('rollback.width', policy.rollback.width),
    ...checkNumbers(policy),
    ...checkSamples(policy),
  ];
}

function checkBakes(policy: Policy): readonly Refusal[] {
  const names = ['oneBoxMs', 'oneCellMs', 'oneAzMs', 'regionMs', 'soakMs'] as const;
  return names.flatMap((name) => {
    const asked = policy.bakes[name];
    const floor = policy.purpose.kind === 'production' ? FLOORS[name] : rehearsalFloor(name, asked);
    // Written so that NaN is below every floor.
    if (asked >= floor && Number.isFinite(asked)) return [];
    return [
      refuse(
        'S6',
        `bakes.${name} is ${asked}, its floor is ${floor}`,
        `bake at least ${floor / SECOND} s (bakes.${name})`,
      ),
    ];
  });
}

/** A rehearsal may leave the soak out; a bake is never left out. */
function rehearsalFloor(name: keyof typeof FLOORS, asked: number): number {
  return name === 'soakMs' && asked === 0 ? 0 : SHORTEST_TIMER_MS;
}

function checkPoll(policy: Policy): readonly Refusal[] {
  const { pollMs } = policy.gate;
  if (pollMs >= SHORTEST_TIMER_MS && pollMs <= LONGEST_POLL_MS) return [];
  const bounds = `between ${SHORTEST_TIMER_MS / SECOND} s and ${LONGEST_POLL_MS / SECOND} s`;
  return [refuse('S8', `gate.pollMs is ${pollMs}, it must be ${bounds}`, `poll ${bounds} (gate.pollMs)`)];
}

function checkWidth(name: string, width: Width): readonly Refusal[] {
  const sound = isWhole(width.basisPoints, 1, 10_000) && isWhole(width.maxCells, 1, MOST_IN_FLIGHT);
  if (sound) return [];
  return [
    refuse(
      'S5',
      `${name} is ${width.basisPoints} basis points and at most ${width.maxCells} cells`,
      `give 1 to 10000 basis points and 1 to ${MOST_IN_FLIGHT} cells (${name})`,
    ),
  ];
}

function checkNumbers(policy: Policy): readonly Refusal[] {
  const { gate, rollback, deploy, purpose } = policy;
  const most = Number.MAX_SAFE_INTEGER;
  const numbers: readonly (readonly [string, number, number, number])[] = [
    ['oneBoxMaxBasisPoints', policy.oneBoxMaxBasisPoints, 1, 10_000],
    ['failureBudget', policy.failureBudget, 0, most],
    ['gate.blindHoldMs', gate.blindHoldMs, SHORTEST_TIMER_MS, most],
    ['gate.waitingHoldMs', gate.waitingHoldMs, SHORTEST_TIMER_MS, most],
    ['rollback.azMaxMs', rollback.azMaxMs, SHORTEST_TIMER_MS, most],
    ['rollback.recoverWithinMs', rollback.recoverWithinMs, SHORTEST_TIMER_MS, most],
    ['deploy.timeoutMs', deploy.timeoutMs, SHORTEST_TIMER_MS, most],
    ['deploy.foreignWaitMs', deploy.foreignWaitMs, 0, most],
    ['deploy.backTries', deploy.backTries, 0, most],
  ];
  const wrong = numbers
    .filter(([, value, least, greatest]) => !isWhole(value, least, greatest))
    .map(([name, value, least]) =>
      refuse('input', `${name} is ${value}`, `give a whole number of at least ${least} (${name})`),
    );
  const speedIsSound = purpose.kind === 'production' || (purpose.speed > 0 && Number.isFinite(purpose.speed));
  return speedIsSound
    ? wrong
    : [...wrong, refuse('input', `rehearsal speed is ${purpose.speed}`, 'give a speed above 0')];
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function refuse(rule: string, message: string, remedy: string): Refusal {
  return { kind: 'refused', rule, message: `policy: ${message}`, remedy };
}
