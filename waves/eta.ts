import type { Eta, Plan, PlannedWave } from './plan';
import { nextOpening } from './windows';

type WaveEta = Eta['waves'][number];

/**
 * Earliest instants if every wave is healthy at once and each cell takes `deployMs`. The parts of one AZ share the window of the first.
 * `undefined` if the plan's windows never open.
 */
export function estimate(plan: Plan, now: number, deployMs: number): Eta | undefined {
  const waves: WaveEta[] = [];
  let readyAt = now;
  for (const wave of plan.waves) {
    const startsAt = wave.part.number > 1 ? readyAt : nextOpening(plan.policy.windows, plan.timeZone, readyAt);
    if (startsAt === undefined) return undefined;
    readyAt = startsAt + deployingMs(wave, deployMs) + wave.bakeMs;
    waves.push({ wave: wave.name, startsAt, endsAt: readyAt });
  }
  return { waves, soakEndsAt: readyAt + plan.soakMs };
}

function deployingMs(wave: PlannedWave, deployMs: number): number {
  return Math.ceil(wave.cells.length / wave.width) * deployMs;
}
