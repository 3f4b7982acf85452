import type { Plan, PlannedWave } from '../plan';
import type { Phase } from '../rollout/phases';

/**
 * How long a phase may last without any change before it stands still, in ms; of a bake or soak, counted from the end that it announced.
 * A phase that is not here may last for ever: it waits for a person, who knows.
 */
export type Patience = Readonly<Partial<Record<Phase, number>>>;

/** Everything in a rollout that waits has a bound of its own, after which it goes on, holds or turns back; beyond it comes this much. */
const SLACK_MS = 15 * 60_000;

/** Baselines are read for ten minutes, then the rollout holds (`workflows/activity-profiles.ts`). */
const PREPARING_MS = 10 * 60_000;

const WEEK_MS = 7 * 86_400_000;

export function patienceOf(plan: Plan): Patience {
  const { gate, windows } = plan.policy;
  const hold = gate.blindHoldMs + gate.waitingHoldMs + SLACK_MS;
  const forward = Math.max(0, ...plan.waves.map((wave) => forwardMs(plan, wave))) + SLACK_MS;
  return {
    preparing: PREPARING_MS + SLACK_MS,
    deploying: forward,
    aborting: forward,
    baking: hold,
    soaking: hold,
    gated: hold + (windows.kind === 'weekly' ? WEEK_MS : 0),
    'rolling-back': backMs(plan) + SLACK_MS,
  };
}

/** The longest that a wave's cells can take: each group is deployed, and turned round if that fails. */
function forwardMs({ policy }: Plan, { cells, width }: PlannedWave): number {
  const { timeoutMs, foreignWaitMs, backTries } = policy.deploy;
  const groups = Math.max(1, ...cells.map((cell) => cell.groups.length));
  return Math.ceil(cells.length / width) * groups * (foreignWaitMs + timeoutMs * (2 + backTries));
}

/** AZ after AZ, each waited for at most `azMaxMs`; then the last cells with all their tries; then the alarms. */
function backMs({ waves, policy }: Plan): number {
  const { azMaxMs, recoverWithinMs, width } = policy.rollback;
  const { timeoutMs, backTries } = policy.deploy;
  const azs = new Set(waves.map(({ azId }) => azId)).size;
  const cells = new Set(waves.flatMap((wave) => wave.cells.map(({ name }) => name))).size;
  const atOnce = Math.max(1, Math.min(width.maxCells, Math.floor((cells / azs) * (width.basisPoints / 10_000))));
  return azs * azMaxMs + Math.ceil(cells / atOnce) * 2 * timeoutMs * (1 + backTries) + recoverWithinMs;
}
