import { createHash } from 'node:crypto';
import type { DeployOrder } from '../activities';
import type { Deployment } from '../ports/deploy-target.port';

/** One deployment that a rollout may make: the only name by which it is found again, since CodeDeploy has neither token nor tags for it. */
export type Turn = {
  readonly deploymentGroup: string;
  readonly direction: 'forward' | 'back';
  readonly generation: number;
  /** 1-based. Going forward there is one try only. */
  readonly try: number;
};

export function forwardTurn({ generation }: DeployOrder, deploymentGroup: string): Turn {
  return { deploymentGroup, direction: 'forward', generation, try: 1 };
}

const MAX_DESCRIPTION = 256;
const MARKER_DIGITS = 24;

export function markerOf({ ref, cell }: DeployOrder, turn: Turn): string {
  const key = [ref.originalRunId, cell.name, turn.deploymentGroup, turn.direction, turn.generation, turn.try];
  return `cellwave:${createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, MARKER_DIGITS)}`;
}

/** Marker first, then in clear for the person who reads it in the console. */
export function describeTurn(order: DeployOrder, turn: Turn): string {
  const digest = order.ref.releaseDigest.replace(/^sha256:/, '').slice(0, 12);
  const words = [order.ref.rollout, digest, turn.direction, `generation ${turn.generation}`, `try ${turn.try}`];
  return `${markerOf(order, turn)} ${words.join(' ')}`.slice(0, MAX_DESCRIPTION);
}

/** Which of this rollout's turns a deployment is; undefined: somebody else's. */
export function turnOf(order: DeployOrder, { deploymentGroup, description }: Deployment): Turn | undefined {
  if (!description.startsWith('cellwave:')) return undefined;
  return possibleTurns(order, deploymentGroup).find((turn) => description.startsWith(`${markerOf(order, turn)} `));
}

/**
 * A way back may have been ordered by somebody who knows less than happened, such as a rollback after a lost wave: it takes back whatever
 * this rollout has deployed, also in a generation it was not told of.
 */
const LATEST_GENERATION = 31;

function possibleTurns({ generation, direction, deploy }: DeployOrder, deploymentGroup: string): readonly Turn[] {
  const turns: Turn[] = [];
  const latest = direction === 'back' ? Math.max(generation, LATEST_GENERATION) : generation;
  for (let past = 0; past <= latest; past++) {
    turns.push({ deploymentGroup, direction: 'forward', generation: past, try: 1 });
    for (let count = 1; count <= deploy.backTries + 1; count++)
      turns.push({ deploymentGroup, direction: 'back', generation: past, try: count });
  }
  return turns;
}
