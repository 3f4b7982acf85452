import { faultOf } from '../failures';
import type { Deployment } from '../ports/deploy-target.port';
import type { Deploying } from './deploying';
import { temporalNow } from './deploying';
import { describeTurn, markerOf, type Turn } from './marker';
import type { DeployedRevision } from '../../waves/baseline';

/** A create may leave only this early in an attempt: with a request's own deadline of 10 s, two attempts' creates stay apart (DESIGN 9). */
export const CREATE_WITHIN_MS = 10_000;

/** After a create that nobody answered for, the group is watched this long before it counts as never applied: reads lag. */
export const DOUBT_MS = 15_000;

const LOOK_AGAIN_MS = 500;

export type Creation =
  | { readonly kind: 'created'; readonly deploymentId: string }
  /** Another deployment is active in the group. */
  | { readonly kind: 'busy' }
  /** Not in this attempt: too late in it, or an earlier create is still in doubt. */
  | { readonly kind: 'later' }
  /** Sent, never answered, and it did not appear. */
  | { readonly kind: 'vanished' };

/** Sends one create at the most, and does not end before it is known what became of it. */
export async function createOnce(deploying: Deploying, turn: Turn, revision: DeployedRevision): Promise<Creation> {
  if (!mayCreate(deploying)) return { kind: 'later' };
  const { target, order, attempt, clock, beganAt } = deploying;
  await target.verifyAccount(attempt.signal);
  if (clock.monotonic() - beganAt >= CREATE_WITHIN_MS) return { kind: 'later' };
  // Told to stop meanwhile, or its workflow is gone: whoever turns the cell round must not be overtaken by this create (S17).
  await attempt.throwIfCancelled();
  deploying.doubt.open += 1;
  try {
    const { deploymentGroup, direction } = turn;
    const description = describeTurn(order, turn);
    const deploymentId = await target.create({ deploymentGroup, revision, description, direction });
    deploying.doubt.open -= 1;
    return { kind: 'created', deploymentId };
  } catch (error) {
    const fault = faultOf(error);
    if (fault?.kind === 'unreachable' || fault === undefined) return resolveDoubt(deploying, turn);
    deploying.doubt.open -= 1;
    if (fault.kind === 'busy') return { kind: 'busy' };
    throw error;
  }
}

function mayCreate(deploying: Deploying): boolean {
  const { clock, beganAt, doubt } = deploying;
  if (clock.monotonic() - beganAt >= CREATE_WITHIN_MS) return false;
  return doubt.sinceAt === undefined || temporalNow(deploying) - doubt.sinceAt >= DOUBT_MS;
}

/** Goes on although the activity may be cancelled meanwhile: whoever turns the cell round must not be overtaken by this create (S17). */
async function resolveDoubt(deploying: Deploying, turn: Turn): Promise<Creation> {
  const { clock, doubt } = deploying;
  const inDoubtAt = temporalNow(deploying);
  doubt.ever = true;
  for (const sentAt = clock.monotonic(); clock.monotonic() - sentAt < DOUBT_MS;) {
    const found = await findTurn(deploying, turn).catch(() => undefined);
    if (found !== undefined) {
      doubt.open -= 1;
      return { kind: 'created', deploymentId: found.deploymentId };
    }
    deploying.beat();
    await clock.wait(LOOK_AGAIN_MS, NEVER);
  }
  doubt.sinceAt = inDoubtAt;
  doubt.open -= 1;
  return { kind: 'vanished' };
}

const NEVER = new AbortController().signal;

/** The deployment of this turn that counts: a live or succeeded one, the oldest if there should be several. */
export async function findTurn(deploying: Deploying, turn: Turn): Promise<Deployment | undefined> {
  const ours = await findAll(deploying, turn);
  return ours.findLast(({ status }) => status === 'active' || status === 'succeeded') ?? ours.at(-1);
}

/** Newest first. */
export async function findAll({ target, order }: Deploying, turn: Turn): Promise<readonly Deployment[]> {
  const marker = `${markerOf(order, turn)} `;
  const recent = await target.recent(turn.deploymentGroup, NEVER);
  return recent.filter(({ description }) => description.startsWith(marker));
}
